import { parseAddress, parseUrl } from '../../utils/connection/address';
import { isSitePattern } from '../../utils/connection/site-rules';

/** What *On every site* asks the browser for; the only optional host permission of the manifest. */
export const EVERY_SITE = '*://*/*';

export function isEverySite(pattern: string): boolean {
  return pattern === '<all_urls>' || /^[^:]+:\/\/\*\//.test(pattern);
}

/** `docs.python.org` of `*://docs.python.org/*`. */
export function hostOfPattern(pattern: string): string {
  return /^[^:]+:\/\/([^/]+)/.exec(pattern)?.[1] ?? pattern;
}

export function sitePattern(site: string): string {
  return `*://${site}/*`;
}

/**
 * A site as the reader types or pastes it, also a whole address of one of its pages; null when it is none. Without a
 * port, which the browser's patterns do not know.
 */
export function readSite(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text.startsWith('*.') && isSitePattern(text)) return text.replace(/:\d+$/, '');
  const address = text.replace(/^https?:\/\//, '');
  if (address === '' || /[\s@]|:\/\//.test(address.split(/[?#]/)[0] ?? '')) return null;
  const url = parseUrl(`https://${address}`);
  return url && parseAddress(url.origin).ok && isSitePattern(url.hostname) ? url.hostname : null;
}
