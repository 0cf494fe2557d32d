import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../../utils/connection/schema';
import { AppError } from '../../../../utils/shared/errors';
import { createTokenReader } from '../../../../utils/backend/reader';
import { createSecretStore } from '../../../../utils/background/token/secrets';
import type { SecretDisk } from '../../../../utils/backend/secret-disk';
import { createTokenSession } from '../../../../utils/background/token/session';
import type { VendedToken } from '../../../../utils/background/token/broker';
import { createMemoryArea } from '../memory-area';
import { backEnd } from './connections';

function createMemoryDisk() {
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

/** Nobody signs in with OpenID Connect here (`oidc.test.ts`). */
const noLogins = {
  signIn: () => Promise.resolve(),
  tokenOf: () => Promise.resolve(null),
  forget: () => Promise.resolve(),
};

function rig(first: Connection = backEnd({ auth: 'key' })) {
  const clock = { now: 1_000_000 };
  const connections = new Map([[first.id, first]]);
  const { area, items } = createMemoryArea();
  const { disk, items: onDisk } = createMemoryDisk();
  const secrets = createSecretStore(area, disk);
  const answers: (VendedToken | AppError)[] = [];
  const used: { key?: string; reader?: string }[] = [];
  const tokens = createTokenSession({
    session: area,
    logins: noLogins,
    secrets,
    getConnection: (id) => Promise.resolve(connections.get(id)),
    async vend(connection) {
      used.push(await secrets.read(connection));
      const answer = answers.shift() ?? { token: `t${used.length}`, ttlMs: 300_000, reader: `reader-${used.length}` };
      if (answer instanceof AppError) throw answer;
      return answer;
    },
    now: () => clock.now,
    random: () => 0,
    wait: () => Promise.resolve(),
  });
  const reader = createTokenReader({
    session: area,
    now: () => clock.now,
    send: (_name, { connectionId, rejected }) => tokens.refresh(connectionId, rejected),
  });
  return { clock, connections, items, onDisk, tokens, reader, answers, used, secrets };
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe('signing in', () => {
  test('keeps the key for this session only', async () => {
    const { tokens, items, onDisk, used } = rig();
    await tokens.signIn('docs', '  the-key\n', false);
    expect(used).toEqual([{ key: 'the-key' }]);
    expect(items.has('key:docs')).toBe(true);
    expect(onDisk.size).toBe(0);
  });

  test('with remember keeps key and reader credential on disk, and a later one replaces it', async () => {
    const { tokens, onDisk } = rig();
    await tokens.signIn('docs', 'the-key', true);
    expect(onDisk.get('docs')).toMatchObject({ key: 'the-key', reader: 'reader-1' });
    await tokens.refresh('docs', 't1');
    expect(onDisk.get('docs')).toMatchObject({ key: 'the-key', reader: 'reader-2' });
  });

  test('again without remember takes it off the disk', async () => {
    const { tokens, onDisk } = rig();
    await tokens.signIn('docs', 'the-key', true);
    await tokens.signIn('docs', 'the-key', false);
    expect(onDisk.size).toBe(0);
  });

  test('with a key the back end refuses keeps nothing', async () => {
    const { tokens, answers, items, onDisk } = rig();
    answers.push(new AppError('SIGN_IN'));
    expect(await codeOf(tokens.signIn('docs', 'wrong', true))).toBe('SIGN_IN');
    expect([...items.keys()]).toEqual([]);
    expect(onDisk.size).toBe(0);
  });

  test('while the back end is away keeps the key for the next try', async () => {
    const { tokens, answers, items } = rig();
    answers.push(...Array.from({ length: 4 }, () => new AppError('UNREACHABLE')));
    expect(await codeOf(tokens.signIn('docs', 'the-key', false))).toBe('UNREACHABLE');
    expect(items.has('key:docs')).toBe(true);
  });

  test.each(['with space', 'line\nbreak', 'ünïcode', ''])('refuses a key that no header can carry: %j', async (key) => {
    const { tokens, used } = rig();
    expect(await codeOf(tokens.signIn('docs', key, false))).toBe('BAD_REQUEST');
    expect(used).toEqual([]);
  });

  test('to a connection nobody knows says so', async () => {
    expect(await codeOf(rig().tokens.signIn('else', 'k', false))).toBe('NOT_CONNECTED');
  });
});

describe('the reader credential', () => {
  test('is sent back with later requests, over expiry and a new worker', async () => {
    const { tokens, clock, used, items } = rig();
    await tokens.signIn('docs', 'k', false);
    clock.now += 400_000;
    await tokens.refresh('docs', null);
    expect(used[1]).toEqual({ key: 'k', reader: 'reader-1' });
    expect(items.get('reader:docs')).toMatchObject({ value: 'reader-2' });
  });

  test('is found on disk after a browser restart, where remembered', async () => {
    const { tokens, items, used } = rig();
    await tokens.signIn('docs', 'k', true);
    items.clear();
    await tokens.refresh('docs', null);
    expect(used.at(-1)).toEqual({ key: 'k', reader: 'reader-1' });
  });

  test('and the key go to no other address than the one they were given for', async () => {
    const { tokens, connections, used } = rig();
    await tokens.signIn('docs', 'k', true);
    connections.set('docs', backEnd({ auth: 'key', tokenUrl: 'https://evil.example/token' }));
    await tokens.refresh('docs', null);
    expect(used.at(-1)).toEqual({});
  });
});

describe('signing out', () => {
  test('leaves nothing of the connection, in memory or on disk', async () => {
    const { tokens, items, onDisk } = rig();
    await tokens.signIn('docs', 'k', true);
    await tokens.signOut('docs');
    expect([...items.keys()]).toEqual([]);
    expect(onDisk.size).toBe(0);
  });
});

describe('a key that a policy forbids', () => {
  test('goes with the token it bought, from memory and disk; the reader credential stays', async () => {
    const { tokens, items, onDisk, secrets } = rig();
    await tokens.signIn('docs', 'the-key', true);
    expect([JSON.stringify([...items]), JSON.stringify([...onDisk])]).toEqual([
      expect.stringContaining('the-key'),
      expect.stringContaining('the-key'),
    ]);
    await tokens.dropKey('docs');
    expect(JSON.stringify([...items, ...onDisk])).not.toContain('the-key');
    expect(items.has('token:docs')).toBe(false);
    expect(await secrets.read(backEnd({ auth: 'key' }))).toEqual({ reader: 'reader-1' });
  });
});

describe('after a change of connections', () => {
  test('the token of another configuration goes, the one that still fits stays', async () => {
    const { tokens, connections, items } = rig();
    connections.set('other', backEnd({ id: 'other' }));
    await tokens.refresh('other', null);
    await tokens.signIn('docs', 'k', false);
    connections.set('docs', backEnd({ auth: 'key', apiUrl: 'https://api.example/v2' }));
    await tokens.dropStale();
    expect([items.has('token:docs'), items.has('token:other')]).toEqual([false, true]);
  });

  test('the token of a removed connection goes', async () => {
    const { tokens, connections, items } = rig();
    await tokens.signIn('docs', 'k', false);
    connections.clear();
    await tokens.dropStale();
    expect(items.has('token:docs')).toBe(false);
  });
});

describe('a page that needs a token', () => {
  const connection = backEnd();

  test('reads it without waking the background while it is fresh', async () => {
    const { reader, used } = rig(connection);
    const tokens = [await reader.get(connection), await reader.get(connection), await reader.get(connection)];
    expect([tokens, used.length]).toEqual([['t1', 't1', 't1'], 1]);
  });

  test('gets a new one after a refusal', async () => {
    const { reader } = rig(connection);
    await reader.get(connection);
    expect(await reader.get(connection, 't1')).toBe('t2');
  });

  test('gets none where none is needed', async () => {
    const { reader, used } = rig(connection);
    for (const change of [
      { kind: 'device' as const, apiUrl: 'device:', tokenUrl: undefined },
      { auth: 'cookie' as const },
      { tokenUrl: undefined },
    ]) {
      expect(await reader.get(backEnd(change))).toBeNull();
    }
    expect(used).toHaveLength(0);
  });

  test('still uses one about to expire when a new one cannot be had', async () => {
    const { reader, answers, clock } = rig(connection);
    await reader.get(connection);
    clock.now += 290_000;
    answers.push(...Array.from({ length: 4 }, () => new AppError('UNREACHABLE')));
    expect(await reader.get(connection)).toBe('t1');
    clock.now += 6_000;
    answers.push(...Array.from({ length: 4 }, () => new AppError('UNREACHABLE')));
    expect(await codeOf(reader.get(connection))).toBe('UNREACHABLE');
  });

  test('never uses one that was refused, whatever fails', async () => {
    const { reader, answers } = rig(connection);
    await reader.get(connection);
    answers.push(...Array.from({ length: 4 }, () => new AppError('UNREACHABLE')));
    expect(await codeOf(reader.get(connection, 't1'))).toBe('UNREACHABLE');
  });

  test('never gets the token of another configuration of the same connection', async () => {
    const { reader, connections } = rig(connection);
    await reader.get(connection);
    const moved = backEnd({ apiUrl: 'https://api.example/v2' });
    connections.set('docs', moved);
    expect(await reader.get(moved)).toBe('t2');
  });

  test('finds a broken record and asks for a new one', async () => {
    const { reader, items } = rig(connection);
    items.set('token:docs', { token: 5 });
    expect(await reader.get(connection)).toBe('t1');
  });
});
