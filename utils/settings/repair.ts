import { type Settings, settingsSchema, SETTINGS_VERSION } from './schema';

export interface RepairedSettings {
  settings: Settings;
  /** Something stored was unreadable and became its default. */
  repaired: boolean;
  /** Stored by a newer version of Docent: to be shown, not written over. */
  newer: boolean;
}

/** The stored record as settings, whatever it is. A missing field is no damage: an older version did not have it. */
export function repairSettings(stored: unknown): RepairedSettings {
  if (stored === undefined) return { settings: settingsSchema.parse({}), repaired: false, newer: false };
  const isRecord = typeof stored === 'object' && stored !== null && !Array.isArray(stored);
  const record = isRecord ? (stored as Record<string, unknown>) : {};
  const settings = settingsSchema.parse(record);
  const newer = settings.version > SETTINGS_VERSION;
  const damaged = Object.keys(settingsSchema.shape).some(
    (key) =>
      record[key] !== undefined && JSON.stringify(record[key]) !== JSON.stringify(settings[key as keyof Settings]),
  );
  return { settings, repaired: !newer && (!isRecord || damaged), newer };
}
