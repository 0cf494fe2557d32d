import { expect, test } from 'vitest';
import { createSecretStore } from '../../../utils/background/token/secrets';
import type { SecretDisk } from '../../../utils/backend/secret-disk';
import { inheritVisitor, visitorId } from '../../../utils/backend/visitor';
import { createMemoryArea } from '../background/memory-area';

const API = 'https://orcheo.example/api/chatkit';
const one = { id: 'one', apiUrl: API };

function createDisk() {
  const items = new Map<string, unknown>();
  const disk: SecretDisk = {
    get: (id) => Promise.resolve(items.get(id)),
    put: (id, value) => Promise.resolve(void items.set(id, value)),
    delete: (id) => Promise.resolve(void items.delete(id)),
    update(id, change) {
      const changed = change(items.get(id));
      if (changed !== undefined) items.set(id, changed);
      return Promise.resolve();
    },
  };
  return { disk, items };
}

test('a reader has one name at a connection, however many contexts ask for it', async () => {
  const { disk } = createDisk();
  const names = await Promise.all([visitorId(disk, one), visitorId(disk, one), visitorId(disk, one)]);
  expect(new Set(names).size).toBe(1);
  expect(names[0]).toMatch(/^[A-Za-z0-9_-]{8,128}$/);
});

test('another connection has another name, and so has one whose API moves to another origin', async () => {
  const { disk } = createDisk();
  const first = await visitorId(disk, one);
  const names = [
    first,
    await visitorId(disk, { ...one, id: 'two' }),
    await visitorId(disk, { ...one, apiUrl: 'https://elsewhere.example/api/chatkit' }),
  ];
  expect(new Set(names).size).toBe(3);
  expect(await visitorId(disk, one)).not.toBe(first);
});

test('signing out, as removing does too, forgets the name, remembered key or not', async () => {
  const { disk, items } = createDisk();
  const secrets = createSecretStore(createMemoryArea().area, disk);
  const first = await visitorId(disk, one);
  const other = await visitorId(disk, { ...one, id: 'two' });
  await secrets.remember(one, false);
  expect(await visitorId(disk, one)).toBe(first);
  await secrets.forget('one');
  expect(await visitorId(disk, one)).not.toBe(first);
  expect(await visitorId(disk, { ...one, id: 'two' })).toBe(other);
  await secrets.forget('two');
  await secrets.forget('one');
  expect(items.size).toBe(0);
});

test('what is not a name is made anew', async () => {
  const { disk, items } = createDisk();
  for (const stored of [{ origin: new URL(API).origin, id: 'a b c d e f' }, 'text', null]) {
    items.set('visitor:one', stored);
    expect(await visitorId(disk, one, () => 'made-anew')).toBe('made-anew');
  }
});

test('a connection that takes another one’s place takes its name, at the same origin only', async () => {
  const { disk } = createDisk();
  const first = await visitorId(disk, one);
  await inheritVisitor(disk, one, { ...one, id: 'two' });
  await inheritVisitor(disk, one, { id: 'three', apiUrl: 'https://elsewhere.example/chat' });
  expect(await visitorId(disk, { ...one, id: 'two' })).toBe(first);
  expect(await visitorId(disk, { id: 'three', apiUrl: 'https://elsewhere.example/chat' })).not.toBe(first);
});
