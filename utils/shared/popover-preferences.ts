import browser from 'webextension-polyfill';
import { hasConsent, type Settings } from '../settings/schema';
import { type PopoverPreferences, POPOVER_PREFERENCES_KEY } from './preferences';

export const ASK_COMMAND = 'ask-about-selection';
export const FOCUS_COMMAND = 'focus-popover';

/** The shortcut really set, as the browser words it; empty when the reader removed it or another extension holds it. */
export async function readShortcut(): Promise<string> {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === ASK_COMMAND)?.shortcut ?? '';
}

export function preferencesFor(settings: Settings, shortcut: string): PopoverPreferences {
  const { buttonEnabled, minLength, holdKey, pausedUntil } = settings;
  return { enabled: hasConsent(settings) && buttonEnabled, minLength, holdKey, pausedUntil, shortcut };
}

/**
 * Copies what the page script may know to `storage.local`, the one area it can read. It can write there too, so nothing
 * of ours ever reads this back (docs/design.md 7).
 */
export async function mirrorPreferences(settings: Settings): Promise<void> {
  await browser.storage.local.set({ [POPOVER_PREFERENCES_KEY]: preferencesFor(settings, await readShortcut()) });
}

/** Chrome lets us close areas to content scripts; Firefox has no such call. `session` is closed to them by default. */
export async function closeStorageToPages(): Promise<void> {
  if (import.meta.env.FIREFOX) return;
  const level = { accessLevel: 'TRUSTED_CONTEXTS' } as const;
  const areas = [chrome.storage.session, chrome.storage.sync, chrome.storage.managed];
  await Promise.allSettled(areas.map((area) => area.setAccessLevel(level)));
}
