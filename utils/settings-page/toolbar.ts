import browser from 'webextension-polyfill';
import type { Watched } from './watched';

// The polyfill's types do not know them.
interface ToolbarSettings {
  getUserSettings?: () => Promise<{ isOnToolbar?: boolean }>;
  onUserSettingsChanged?: { addListener(listener: () => void): void };
}

/**
 * Whether our button is in the toolbar, or only in the browser's menu of extensions; undefined where the browser does not
 * tell. Read again when the reader comes back to this page.
 */
export async function watchToolbar(signal: AbortSignal): Promise<Watched<boolean | undefined>> {
  const action = browser.action as unknown as ToolbarSettings;
  const read = async () => (await action.getUserSettings?.())?.isOnToolbar;
  const listeners = new Set<() => void>();
  let current = await read();
  const reload = async () => {
    const now = await read();
    if (now === current) return;
    current = now;
    listeners.forEach((listener) => listener());
  };
  action.onUserSettingsChanged?.addListener(() => void reload());
  addEventListener('focus', () => void reload(), { signal });
  return {
    get: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
