/** What the page script may know, in `storage.local` under `popover`: preferences only, nothing that decides trust. */
export interface PopoverPreferences {
  enabled: boolean;
  minLength: number;
  holdKey: boolean;
  pausedUntil: number;
  /** The shortcut really set, as the browser words it; empty when none. */
  shortcut: string;
}
export const POPOVER_PREFERENCES_KEY = 'popover';
