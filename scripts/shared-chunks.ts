import type { Rollup } from 'vite';

/** Pages in the order in which they claim what they load; each claims what the ones before it have left. */
const CLAIMS = [
  { name: 'base', roots: ['/entrypoints/handover/main.ts', '/entrypoints/sidepanel/main.tsx'] },
  { name: 'pages', roots: ['/entrypoints/sidepanel/main.tsx'] },
  { name: 'chat', roots: ['/chatkit/element/register.ts'] },
];

type Reader = (id: string) => Pick<Rollup.ModuleInfo, 'importedIds'> | null;

/**
 * Joins the small pieces that pages share: what the panel loads first comes in few files, which are fetched sooner and
 * compress better, and no page loads what it does not import. A piece is what all roots of a claim import statically
 * (`base`: Firefox's hand-over popup and the panel both) and something else imports too.
 * https://rolldown.rs/reference/OutputOptions.codeSplitting
 */
export function sharedChunks() {
  const owners = new Map<string, string>();
  return {
    name: 'shared-chunks',
    buildEnd(this: { getModuleIds: () => IterableIterator<string>; getModuleInfo: Reader }) {
      owners.clear();
      const ids = [...this.getModuleIds()];
      for (const { name, roots } of CLAIMS) {
        const found = roots.flatMap((root) => ids.filter((id) => id.endsWith(root)));
        if (found.length < roots.length) continue;
        const [first = new Set<string>(), ...others] = found.map((id) =>
          staticImports(id, (of) => this.getModuleInfo(of)),
        );
        for (const id of first) if (!owners.has(id) && others.every((other) => other.has(id))) owners.set(id, name);
      }
    },
    outputOptions(options: Rollup.OutputOptions) {
      if (options.format !== 'es') return undefined;
      const groups = CLAIMS.map(({ name }, place) => ({
        name,
        test: (id: string) => owners.get(id) === name,
        priority: CLAIMS.length - place,
        minShareCount: 2,
      }));
      return { ...options, codeSplitting: { groups } };
    },
  };
}

function staticImports(root: string, read: Reader): Set<string> {
  const seen = new Set<string>();
  const follow = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    read(id)?.importedIds.forEach(follow);
  };
  follow(root);
  return seen;
}
