import * as z from 'zod';

/** Raised when what leaves the browser changes: an older consent then no longer counts (stores.md: re-disclosure). */
export const CONSENT_VERSION = 1;

/**
 * What the reader decides, one record in IndexedDB (`settings`), out of reach of content scripts (DESIGN.md 7). Every
 * field repairs itself: a bad or missing value becomes its default, so older and corrupt records read without loss of
 * the rest.
 */
export const settingsSchema = z.object({
  /** Null until the reader agrees; gates everything (promise 7). */
  consent: z.object({ version: z.number().int(), at: z.number() }).nullable().catch(null),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** `window`: the panel opens as a small window instead of the sidebar. */
  surface: z.enum(['sidebar', 'window']).catch('sidebar'),
  sendAddress: z.boolean().catch(false),
  sendHeadings: z.boolean().catch(true),
  /** Product, version, language and generator of the docs. */
  sendAbout: z.boolean().catch(true),
  buttonEnabled: z.boolean().catch(true),
  /** Host patterns (`docs.python.org`, `*.example.com`) where the button never appears; `excludeMatches` of the registration. */
  notHere: z.array(z.string().max(300)).max(1_000).catch([]),
  /** Shortest selection, in characters, that shows the button. */
  minLength: z.number().int().min(1).max(100).catch(2),
  /** The button appears only if Ctrl/⌘ is held when the selection ends. */
  holdKey: z.boolean().catch(false),
  /** Milliseconds since the epoch until which the button is paused everywhere. */
  pausedUntil: z.number().catch(0),
  /** Connection a new question goes to; null until one is chosen. */
  defaultConnectionId: z.string().nullable().catch(null),
  /** Version of the settings record; a higher one is read, never written back over (downgrade). */
  version: z.number().int().catch(1),
});
export type Settings = z.infer<typeof settingsSchema>;
export const SETTINGS_VERSION = 1;
export const defaultSettings: Settings = settingsSchema.parse({
  consent: null,
});

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

/** Whether the reader's consent covers what this version does. */
export function hasConsent(settings: Pick<Settings, 'consent'>): boolean {
  return settings.consent !== null && settings.consent.version >= CONSENT_VERSION;
}
