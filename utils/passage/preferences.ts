import type { POPOVER_PREFERENCES_KEY, PopoverPreferences } from '../settings/schema';

type Changes = Record<string, { newValue?: unknown }>;

export interface PreferenceStorage {
  get(key: string): Promise<Record<string, unknown>>;
  onChanged?: {
    addListener(listener: (changes: Changes) => void): void;
    removeListener(listener: (changes: Changes) => void): void;
  };
}

const KEY: typeof POPOVER_PREFERENCES_KEY = 'popover';
const DEFAULTS: PopoverPreferences = { enabled: true, minLength: 2, holdKey: false, pausedUntil: 0, shortcut: '' };

/**
 * Reads the preferences once and follows later changes (a pause chosen in another tab counts here too). Missing or
 * unreadable ones become the defaults; nothing here decides trust (DESIGN.md 7).
 */
export function followPreferences(area: PreferenceStorage, signal: AbortSignal): () => Promise<PopoverPreferences> {
  const withDefaults = (stored: unknown) => ({ ...DEFAULTS, ...(stored as object | undefined) });
  let current = area.get(KEY).then(
    (items) => withDefaults(items[KEY]),
    () => DEFAULTS,
  );
  const changed = (changes: Changes) => {
    const change = changes[KEY];
    if (change) current = Promise.resolve(withDefaults(change.newValue));
  };
  area.onChanged?.addListener(changed);
  signal.addEventListener('abort', () => area.onChanged?.removeListener(changed));
  return () => current;
}
