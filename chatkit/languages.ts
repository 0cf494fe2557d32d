/** What is read where there is no catalogue of a language's own: better than English for its readers. */
const readIn: Readonly<Record<string, string>> = { pt: 'pt-br', zh: 'zh-cn', 'zh-hans': 'zh-cn', 'zh-sg': 'zh-cn' };
/** Taiwan, Hong Kong and Macao read traditional characters. */
const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/;

/** Names of catalogues that serve a locale, the best first, in lower case: `pt-PT` is read in `pt-br`, `de-AT` in `de`. */
export function cataloguesFor(locale: string): string[] {
  const wanted = locale.toLowerCase();
  if (TRADITIONAL.test(wanted)) return [wanted];
  const base = wanted.split('-', 1)[0] ?? wanted;
  return [wanted, readIn[wanted], base, readIn[base]].filter((tag) => tag !== undefined);
}
