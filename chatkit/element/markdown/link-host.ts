/** Words that are looked at: a longer label hides nothing that its beginning does not show. */
const MAX_WORDS = 300;

/**
 * What looks like an address among the words of a link, its host as one of two groups: what follows `//` or `www.`, or a
 * name with dots whose ending is a country's or a common one, and none that files and code have (`Node.js`, `list.at`).
 */
const ADDRESS =
  /(?:\/\/(?:[^\s/@]{1,99}@)?|www\.)([\p{L}\p{N}.-]{1,253})|(?<![\p{L}\p{N}.@-])((?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:(?!(?:as|at|by|cc|cs|do|go|hs|id|in|is|js|kt|md|ml|mm|pl|pm|py|rb|rs|sh|so|to|ts|vb)\b)[a-z]{2}|com|org|net|gov|edu|dev|app|info|cloud|[^\x00-\x7f]{2,24}))(?![\p{L}\p{N}.@(-])/giu;

/** Marks that turn the order of letters round. */
const TURNED = /[\u202a-\u202e\u2066-\u2069]/;

const isSameHost = (name: string, host: string) =>
  URL.parse(`https://${name}`)?.hostname.replace(/^www\./, '') === host.replace(/^www\./, '');

const hasNoSignIn = (url: URL | null) => url?.username === '' && url.password === '';

/**
 * The host that a reader has to see before a link opens; undefined where its form and its words deceive nobody. It is
 * shown where the server wrote no host at all, where something stands before an `@`, where letters of other scripts
 * spell it (its ASCII form says so), and where the words name another.
 *
 * @param href whole, as `linkTarget` gives it
 * @param written the address as the server wrote it
 * @param words what the link shows
 */
export function hostToShow(href: string, written: string, words: string): string | undefined {
  const url = new URL(href);
  const seen = words.slice(0, MAX_WORDS);
  if (url.protocol === 'mailto:') {
    return seen.includes('@') && !seen.includes(url.pathname) ? url.pathname : undefined;
  }
  const isPlain =
    hasNoSignIn(URL.parse(written)) &&
    !/(?:^|\.)xn--/.test(url.hostname) &&
    !TURNED.test(words) &&
    [...seen.matchAll(ADDRESS)].every(([, named, bare]) => isSameHost(named ?? bare ?? '', url.hostname));
  return isPlain ? undefined : url.host;
}
