/** How much a text adds to a question, as a reader of the language writes sizes: `34 kB`. At least one kilobyte. */
export function pageSize(text: string, language: string): string {
  const kilobytes = Math.max(1, Math.round(new TextEncoder().encode(text).byteLength / 1_000));
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', unitDisplay: 'short' }).format(kilobytes);
}
