import { parseAddress, parseUrl } from '../connection/address';
import { isSitePattern } from '../connection/site-rules';

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
