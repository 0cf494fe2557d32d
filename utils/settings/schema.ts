import * as z from 'zod';
import { type ConsentScope, consentSchema, coveredBy } from './consent';

/** Version of the consent that new readers give: the highest of what is served (`consent-scopes.ts`). */
export const CONSENT_VERSION = 2;

/** Longest list of `notOffered`; the oldest go. */
export const MAX_NOT_OFFERED = 500;
/** Longest list of `buttonSites`. */
export const MAX_BUTTON_SITES = 1_000;

/**
 * What the reader decides, one record in IndexedDB (`settings`), out of reach of content scripts (docs/design.md 7).
 * Every field repairs itself: a bad or missing value becomes its default, so older and corrupt records read without
 * loss of the rest.
 */
export const settingsSchema = z.object({
  /** Null until the reader agrees; gates everything (promise 7). */
  consent: consentSchema.nullable().catch(null),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** `window`: the panel opens as a small window instead of the sidebar. */
  surface: z.enum(['sidebar', 'window']).catch('sidebar'),
  sendAddress: z.boolean().catch(false),
  sendHeadings: z.boolean().catch(true),
  /** Product, version, language and generator of the docs. */
  sendAbout: z.boolean().catch(true),
  buttonEnabled: z.boolean().catch(true),
  /** Match patterns where the button appears, as far as the browser grants them; null: to be made of what is granted. */
  buttonSites: z.array(z.string().max(300)).max(MAX_BUTTON_SITES).nullable().catch(null),
  /** Host patterns (`docs.python.org`, `*.example.com`) where the button never appears; `excludeMatches` of the registration. */
  notHere: z.array(z.string().max(300)).max(1_000).catch([]),
  /** Hosts for which the reader put the panel's offer *Always here* away; the newest last. */
  notOffered: z.array(z.string().max(300)).max(MAX_NOT_OFFERED).catch([]),
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

/** Whether the reader agreed: to what Docent is at all, or to one thing that it does. */
export function hasConsent({ consent }: Pick<Settings, 'consent'>, scope: ConsentScope = 'backEnd'): boolean {
  return coveredBy(consent).includes(scope);
}
