import browser from 'webextension-polyfill';
import { announceChange } from '../changes';
import { openDatabase } from '../database';
import { AppError } from '../errors';
import { type Policy, readPolicy } from './policy';
import { CONSENT_VERSION, type Settings, settingsSchema, SETTINGS_VERSION } from './schema';

export interface EffectiveSettings {
  settings: Settings;
  policy: Policy;
  /** Fields a policy decides: drawn locked, never written. */
  locked: ReadonlySet<keyof Settings>;
  /** Stored by a newer version: shown, not written over. */
  readOnly: boolean;
}

/** Policy > reader > default. Never throws for bad records; a database that cannot be opened gives the defaults. */
export async function readSettings(): Promise<EffectiveSettings> {
  const [stored, policy] = await Promise.all([readRecord(), readPolicy(browser.storage.managed)]);
  const object = typeof stored === 'object' && stored !== null ? stored : {};
  const settings = settingsSchema.parse(object);
  const locked = new Set<keyof Settings>();
  if (policy.consentGiven === true) {
    settings.consent ??= { version: CONSENT_VERSION, at: 0 };
    locked.add('consent');
  }
  const managedDefault = policy.connections?.[0]?.id;
  if (
    managedDefault !== undefined &&
    (settings.defaultConnectionId === null || policy.allowOtherConnections === false)
  ) {
    settings.defaultConnectionId = managedDefault;
    if (policy.allowOtherConnections === false) locked.add('defaultConnectionId');
  }
  return { settings, policy, locked, readOnly: settings.version > SETTINGS_VERSION };
}

/** Last write wins per field. Throws `STORAGE` when the record is newer than this version or cannot be written. */
export async function updateSettings(patch: Partial<Settings>): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction('records', 'readwrite');
  const stored: unknown = await transaction.store.get('settings');
  const current = settingsSchema.parse(typeof stored === 'object' && stored !== null ? stored : {});
  if (current.version > SETTINGS_VERSION) throw new AppError('STORAGE', { reason: 'newerVersion' });
  await transaction.store.put({ ...current, ...patch, version: SETTINGS_VERSION }, 'settings');
  await transaction.done;
  announceChange('settings');
}

async function readRecord(): Promise<unknown> {
  try {
    return await (await openDatabase()).get('records', 'settings');
  } catch {
    return undefined;
  }
}
