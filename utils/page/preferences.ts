import type { POPOVER_PREFERENCES_KEY, PopoverPreferences } from '../shared/preferences';

export interface PreferenceStorage {
  get(key: string): Promise<Record<string, unknown>>;
}

const KEY: typeof POPOVER_PREFERENCES_KEY = 'popover';
const DEFAULTS: PopoverPreferences = { enabled: true, minLength: 2, holdKey: false, pausedUntil: 0, shortcut: '' };

/** Missing or unreadable preferences become the defaults; nothing here decides trust (docs/design.md 7). */
export function readPreferences(area: PreferenceStorage): Promise<PopoverPreferences> {
  return area.get(KEY).then(
    (items) => ({ ...DEFAULTS, ...(items[KEY] as object | undefined) }),
    () => DEFAULTS,
  );
}
