import 'fake-indexeddb/auto';
import './extension';
import { describe, expect, test } from 'vitest';
import { createAccess } from '../../../utils/background/follow-access';
import { type Connection, deviceConnection } from '../../../utils/connection/schema';
import { defaultSettings, type Settings } from '../../../utils/settings/schema';
import type { EffectiveSettings } from '../../../utils/settings/store';
import { askedKey } from '../../../utils/shared/ask-access';
import { createMemoryArea } from './memory-area';

const DOCS = 'https://docs.example/*';
const LOCAL = 'http://localhost/*';
const backEnd: Connection = { ...deviceConnection, id: 'a', kind: 'chatkit', origins: ['http://localhost:8787'] };

function rig(start: Settings['buttonSites'], connections: Connection[] = [], state: Partial<EffectiveSettings> = {}) {
  let settings: Settings = { ...defaultSettings, buttonSites: start };
  const { area: session } = createMemoryArea();
  const browser = { granted: [] as string[], writes: 0 };
  const access = createAccess({
    readSettings: () =>
      Promise.resolve({ settings, policy: {}, locked: new Set(), readOnly: false, repaired: false, ...state }),
    updateSettings(patch) {
      browser.writes += 1;
      settings = { ...settings, ...(typeof patch === 'function' ? patch(settings) : patch) };
      return Promise.resolve();
    },
    listConnections: () => Promise.resolve(connections),
    granted: () => Promise.resolve(browser.granted),
    session,
  });
  const settle = async () => (await access.readSettled()).settings.buttonSites;
  const grant = async (...patterns: string[]) => {
    browser.granted = [...new Set([...browser.granted, ...patterns])];
    await access.grantsAdded(patterns);
    return settle();
  };
  const revoke = (pattern: string) => {
    browser.granted = browser.granted.filter((granted) => granted !== pattern);
    return settle();
  };
  return { access, browser, session, settle, grant, revoke, stored: () => settings.buttonSites };
}

describe('a grant', () => {
  test('asked for to connect a back end brings no button, also before that back end is kept', async () => {
    const { session, grant } = rig([]);
    await session.set({ [askedKey(LOCAL)]: 'reach' });
    expect(await grant(LOCAL)).toEqual([]);
  });

  test('asked for by Always here brings it, though the panel is gone by then', async () => {
    const { session, grant } = rig([]);
    await session.set({ [askedKey(DOCS)]: 'button' });
    expect(await grant(DOCS)).toEqual([DOCS]);
  });

  test('made in the browser’s own settings brings it, but for what a back end needs', async () => {
    const { grant } = rig([], [backEnd]);
    expect(await grant(DOCS, LOCAL, 'file:///*')).toEqual([DOCS]);
  });
});

describe('access taken back in the browser', () => {
  test('takes the site off the list for good: a back end there does not bring the button back', async () => {
    const { session, grant, revoke } = rig([LOCAL, DOCS]);
    await grant(LOCAL, DOCS);
    expect(await revoke(LOCAL)).toEqual([DOCS]);
    await session.set({ [askedKey(LOCAL)]: 'reach' });
    expect(await grant(LOCAL)).toEqual([DOCS]);
  });

  test('forgets what it was asked for: granted in the browser’s settings later, it is for the button', async () => {
    const { access, session, grant, revoke } = rig([]);
    await session.set({ [askedKey(DOCS)]: 'reach' });
    expect(await grant(DOCS)).toEqual([]);
    await revoke(DOCS);
    await access.grantsRemoved([DOCS]);
    expect(await grant(DOCS)).toEqual([DOCS]);
  });

  test('to every site ends with the single sites that were chosen', async () => {
    const { grant, revoke } = rig(['*://*/*', DOCS], [backEnd]);
    await grant('*://*/*', DOCS, LOCAL);
    expect(await revoke('*://*/*')).toEqual([DOCS]);
  });
});

describe('the list', () => {
  test('is made once of what an earlier version was granted, and kept', async () => {
    const { browser, settle, stored } = rig(null, [backEnd]);
    browser.granted = [LOCAL, DOCS];
    expect(await settle()).toEqual([DOCS]);
    expect(stored()).toEqual([DOCS]);
    browser.granted.push('https://later.example/*');
    expect(await settle()).toEqual([DOCS]);
    expect(browser.writes).toBe(1);
  });

  test.each([{ readOnly: true }, { repaired: true }])('of a record with %j is read and not written', async (state) => {
    const { browser, settle } = rig(null, [], state);
    browser.granted = [DOCS];
    expect(await settle()).toEqual([DOCS]);
    expect(browser.writes).toBe(0);
  });
});
