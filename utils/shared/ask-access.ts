import browser from 'webextension-polyfill';
import type { Purpose } from '../settings/button-sites';

/** Names of the notes in `storage.session`, by pattern. */
export const askedKey = (pattern: string) => `asked:${pattern}`;

/** Leave to set the rule of `utils/connection/origin-rule.ts`; neither browser shows a prompt for it. */
export const ORIGIN_PERMISSION = 'declarativeNetRequestWithHostAccess';
/** Permissions that are asked for beside hosts, where a back end needs them. */
export type Further = 'identity' | typeof ORIGIN_PERMISSION;

/** As the browser takes them. The polyfill's types follow Firefox, where none of these is optional. */
export function permissionsOf(origins: readonly string[], further: readonly Further[]) {
  const asked = { origins: [...origins], ...(further.length > 0 && { permissions: [...further] }) };
  return asked as Parameters<typeof browser.permissions.request>[0];
}

/**
 * Asks the browser for match patterns. Must be called in the tick of a press. What they are for is noted before the browser
 * is asked: the grant wakes the background, which gives the button to what nobody here asked for (a reader in the browser's
 * own settings), and a page may be gone before its promise settles (docs/faults.md F64). The note stays for the session:
 * the last press for a pattern counts.
 */
export function askAccess(
  origins: readonly string[],
  purpose: Purpose,
  further: readonly Further[] = [],
): Promise<boolean> {
  void browser.storage.session.set(Object.fromEntries(origins.map((pattern) => [askedKey(pattern), purpose])));
  return browser.permissions.request(permissionsOf(origins, further));
}
