/** A fetch whose code is loaded with its first call. */
export function lazyFetch(load: () => Promise<typeof globalThis.fetch>): typeof globalThis.fetch {
  let loaded: Promise<typeof globalThis.fetch> | undefined;
  return async (input, init) => {
    loaded ??= load();
    return (await loaded)(input, init);
  };
}
