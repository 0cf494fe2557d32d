import browser from 'webextension-polyfill';
import type { Purpose } from '../settings/button-sites';

/** Names of the notes in `storage.session`, by pattern. */
export const askedKey = (pattern: string) => `asked:${pattern}`;

/**
 * Asks the browser for match patterns. Must be called in the tick of a press. What they are for is noted before the browser
 * is asked: the grant wakes the background, which gives the button to what nobody here asked for (a reader in the browser's
 * own settings), and a page may be gone before its promise settles (docs/faults.md F64). The note stays for the session:
 * the last press for a pattern counts.
 *
 * @param permissions further ones of the same prompt; the polyfill's types follow Firefox, where `identity` is none of them
 */
export function askAccess(
  origins: readonly string[],
  purpose: Purpose,
  permissions: 'identity'[] = [],
): Promise<boolean> {
  void browser.storage.session.set(Object.fromEntries(origins.map((pattern) => [askedKey(pattern), purpose])));
  const request = { origins: [...origins], ...(permissions.length > 0 && { permissions }) };
  return browser.permissions.request(request as Parameters<typeof browser.permissions.request>[0]);
}
