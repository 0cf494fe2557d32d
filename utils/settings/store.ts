import browser from 'webextension-polyfill';
import { announceChange } from '../changes';
import { openDatabase } from '../database';
import { AppError } from '../errors';
import { type Policy, readPolicy } from './policy';
import { repairSettings } from './repair';
import { CONSENT_VERSION, type Settings, SETTINGS_VERSION } from './schema';

export interface EffectiveSettings {
  settings: Settings;
  policy: Policy;
  /** Fields a policy decides: drawn locked, never written. */
  locked: ReadonlySet<keyof Settings>;
  /** Stored by a newer version: shown, not written over. */
  readOnly: boolean;
  /** Something stored could not be read; a copy lies under `BAD_SETTINGS_KEY` until the next is needed. */
  repaired: boolean;
}

const SETTINGS_KEY = 'settings';
/** The last record that could not be read, kept so that nothing is lost without a trace; one at most. */
export const BAD_SETTINGS_KEY = 'settings.bad';

/** Policy > reader > default. Never throws for bad records; a database that cannot be opened gives the defaults. */
export async function readSettings(): Promise<EffectiveSettings> {
  const [stored, policy] = await Promise.all([readRecord(), readPolicy(browser.storage.managed)]);
  const { settings, repaired, newer } = repairSettings(stored);
  if (repaired) await keepBadRecord(stored);
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
  return { settings, policy, locked, readOnly: newer, repaired };
}

/** Last write wins per field. Throws `STORAGE` when the record is newer than this version or cannot be written. */
export async function updateSettings(patch: Partial<Settings>): Promise<void> {
  try {
    const database = await openDatabase();
    const transaction = database.transaction('records', 'readwrite');
    const stored: unknown = await transaction.store.get(SETTINGS_KEY);
    const { settings, repaired, newer } = repairSettings(stored);
    if (newer) throw new AppError('STORAGE', { reason: 'newerVersion' });
    if (repaired) await transaction.store.put(stored, BAD_SETTINGS_KEY);
    await transaction.store.put({ ...settings, ...patch, version: SETTINGS_VERSION }, SETTINGS_KEY);
    await transaction.done;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('STORAGE', {}, { cause });
  }
  announceChange('settings');
}

/** The database refuses `undefined` only; a record it cannot hold was never in it. */
async function keepBadRecord(stored: unknown): Promise<void> {
  try {
    await (await openDatabase()).put('records', stored, BAD_SETTINGS_KEY);
  } catch {
    // A full or locked database must not keep the settings from being read.
  }
}

async function readRecord(): Promise<unknown> {
  try {
    return await (await openDatabase()).get('records', SETTINGS_KEY);
  } catch {
    return undefined;
  }
}
