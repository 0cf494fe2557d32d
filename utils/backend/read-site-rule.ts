import { isSitePattern, splitRule } from '../connection/site-rules';

/** A prefix of a path as it stands in an address, with or without a star at its end. */
const PATH = /^(?:\/[A-Za-z0-9._~!$&'()+,;=:@%-]*)*\/?\*?$/;

/** `docs.python.org`, `*.example.com`, `docs.python.org/3/library`. */
export function isSiteRule(text: string): boolean {
  if (text.length > 300) return false;
  const { host, path } = splitRule(text);
  return isSitePattern(host) && (path === '' || PATH.test(path));
}

/** A rule as the reader types or pastes it, also a whole address; null when it is none. The host in lower case. */
export function readSiteRule(typed: string): string | null {
  const text = typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[?#].*$/s, '');
  const { host, path } = splitRule(text);
  const rule = host.toLowerCase() + (path === '/' ? '' : path);
  return isSiteRule(rule) ? rule : null;
}
