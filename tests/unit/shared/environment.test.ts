import { describe, expect, test } from 'vitest';
import { type EnvironmentParts, openEnvironment } from '../../../utils/shared/environment';
import { defaultSettings } from '../../../utils/settings/schema';

type Read = Awaited<ReturnType<EnvironmentParts['readSettings']>>;

/** Readings that end when the test says so, and a bell for what changed. */
function createParts() {
  const readings: ((id: string) => void)[] = [];
  let changed: () => void = () => undefined;
  const parts: EnvironmentParts = {
    readSettings: () =>
      new Promise((resolve) =>
        readings.push((defaultConnectionId: string) =>
          resolve({ settings: { ...defaultSettings, defaultConnectionId } } as Read),
        ),
      ),
    listConnections: () => Promise.resolve([]),
    isAddressAllowed: () => Promise.resolve(true),
    onChange: (listener) => void (changed = listener),
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { parts, readings, change: () => changed(), settled };
}

describe('settings and connections as a page reads them', () => {
  test('what changes during the first reading is read again', async () => {
    const { parts, readings, change, settled } = createParts();
    const opening = openEnvironment(parts);
    await settled();
    change();
    readings[0]?.('old');
    const environment = await opening;
    await settled();
    readings[1]?.('new');
    await settled();
    expect(environment.get().settings.defaultConnectionId).toBe('new');
  });

  test('two changes at once are read one after the other, so that the newer stays', async () => {
    const { parts, readings, change, settled } = createParts();
    const opening = openEnvironment(parts);
    await settled();
    readings[0]?.('first');
    const environment = await opening;
    change();
    change();
    await settled();
    expect(readings).toHaveLength(2);
    readings[1]?.('second');
    await settled();
    readings[2]?.('third');
    await settled();
    expect(environment.get().settings.defaultConnectionId).toBe('third');
  });
});
