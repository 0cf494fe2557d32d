import browser from 'webextension-polyfill';
import { announceChange } from '../shared/changes';
import { openDatabase } from '../shared/database';
import { AppError } from '../shared/errors';
import { agreedByPolicy, type Policy, readPolicy } from './policy';
import { repairSettings } from './repair';
import { withPolicy } from './consent';
import { type Settings, SETTINGS_VERSION } from './schema';

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
  const agreed = agreedByPolicy(policy);
  if (agreed > 0) {
    settings.consent = withPolicy(settings.consent, agreed);
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

/** A change of settings, or how it follows from what is stored at that moment: for lists that two pages may change. */
export type SettingsPatch = Partial<Settings> | ((stored: Settings) => Partial<Settings>);

/** Last write wins per field. Throws `STORAGE` when the record is newer than this version or cannot be written. */
export async function updateSettings(change: SettingsPatch): Promise<void> {
  try {
    const database = await openDatabase();
    const transaction = database.transaction('records', 'readwrite');
    const stored: unknown = await transaction.store.get(SETTINGS_KEY);
    const { settings, repaired, newer } = repairSettings(stored);
    if (newer) throw new AppError('STORAGE', { reason: 'newerVersion' });
    if (repaired) await transaction.store.put(stored, BAD_SETTINGS_KEY);
    const patch = typeof change === 'function' ? change(settings) : change;
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
