import browser from 'webextension-polyfill';
import type { Shortcuts } from './services';
import type { Watched } from './watched';
import { ASK_COMMAND, FOCUS_COMMAND } from '../shared/popover-preferences';
import { send } from '../shared/send';

/** The shortcuts as they are really set, read again when the reader comes back from the browser's page for them. */
export async function watchShortcuts(signal: AbortSignal): Promise<Watched<Shortcuts>> {
  const listeners = new Set<() => void>();
  let current = await read();
  const reload = async () => {
    const now = await read();
    if (now.ask === current.ask && now.focus === current.focus) return;
    current = now;
    listeners.forEach((listener) => listener());
    // The popover names the shortcut, and only the background tells the page script.
    await send('settingsChanged', {});
  };
  addEventListener('focus', () => void reload(), { signal });
  return {
    get: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function read(): Promise<Shortcuts> {
  const commands = await browser.commands.getAll();
  const shortcutOf = (wanted: string) => commands.find(({ name }) => name === wanted)?.shortcut ?? '';
  return { ask: shortcutOf(ASK_COMMAND), focus: shortcutOf(FOCUS_COMMAND) };
}

/** Firefox has a call for its page (137), Chrome an address. */
export async function changeShortcut(): Promise<void> {
  const { openShortcutSettings } = browser.commands as { openShortcutSettings?: () => Promise<void> };
  if (openShortcutSettings) await openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
