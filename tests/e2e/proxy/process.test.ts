import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemIdOf, KEY, SIGNING_KEY, threadIdOf, type WireEvent } from '../../unit/proxy/harness';
import { openStream, sendChunk, startModel } from '../../unit/proxy/model-stand-in';
import { addressOf, BIN, createClient, eventsOf, inputOf, type ProxyProcess, spawnProxy } from './process';

let folder: string;
let running: ProxyProcess[];
let models: { close(): Promise<void> }[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docent-proxy-'));
  running = [];
  models = [];
});
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  for (const model of models) await model.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}, options: { cwd?: string; bin?: string } = {}) {
  const proxy = spawnProxy({ DATA_DIR: folder, ...env }, options);
  running.push(proxy);
  const address = await addressOf(proxy);
  return { ...proxy, address, ...createClient(address) };
}

/** A model whose answer goes on when it is told to. */
async function startSlowModel() {
  const finishers: (() => void)[] = [];
  const model = await startModel((response) => {
    openStream(response);
    sendChunk(response, { content: 'First half, ' });
    finishers.push(() => {
      sendChunk(response, { content: 'second half.' });
      sendChunk(response, {}, 'stop');
      response.end('data: [DONE]\n\n');
    });
  });
  models.push(model);
  return { ...model, finish: () => finishers.splice(0).forEach((finish) => finish()) };
}

const collect = async (events: AsyncIterable<WireEvent>) => {
  const all: WireEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
};
const textOf = (events: WireEvent[]) =>
  events.findLast(({ type, item }) => type === 'thread.item.done' && item?.type === 'assistant_message')?.item
    ?.content[0]?.text;

test('a question is answered from the passage, in pieces, and is there after a restart', async () => {
  const first = await start();
  const { client_secret, reader } = await first.vend();
  const passage = 'The dump function writes JSON. Its indent argument of 73 makes the text easy to read.';
  const response = await first.chatkit(client_secret, 'threads.create', {
    input: inputOf('What does the indent argument do?', passage),
  });
  const events = await collect(eventsOf(response));
  expect(textOf(events)).toContain('indent argument of 73');
  expect(events.filter(({ type }) => type === 'thread.item.updated').length).toBeGreaterThan(5);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  const second = await start();
  const later = await second.vend({ reader });
  const items = await second.chatkit(later.client_secret, 'items.list', {
    thread_id: threadIdOf(events),
    order: 'asc',
  });
  const { data } = (await items.json()) as { data: { type: string }[] };
  expect(data.map(({ type }) => type)).toEqual(['user_message', 'assistant_message']);
});

test('starts from any folder, also by a link as npm makes them', async () => {
  const link = join(folder, 'docent-proxy');
  symlinkSync(BIN, link);
  const proxy = await start({ DATA_DIR: 'kept' }, { cwd: folder, bin: link });
  expect((await fetch(`${proxy.address}/healthz`)).status).toBe(200);
  expect(readdirSync(join(folder, 'kept'))).toContain('docent.db');
});

test('what it keeps is readable by its owner only', async () => {
  await start({ OPENAI_API_KEY: 'sk-live-3f9a', DATA_DIR: join(folder, 'data') });
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(join(folder, 'data'))) {
    expect(statSync(join(folder, 'data', name)).mode & 0o077).toBe(0);
  }
});

describe('does not start', () => {
  async function failure(env: Record<string, string>) {
    const proxy = spawnProxy({ DATA_DIR: folder, ...env });
    running.push(proxy);
    return { code: await proxy.ended, text: proxy.stdout() + proxy.stderr() };
  }
  test('with a wrong environment, naming all of it and no value', async () => {
    const { code, text } = await failure({ PORT: 'canary-1', PROXY_KEY: 'canary-2', OPENAI_API_KEY: 'sk-...canary-3' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'PROXY_KEY', 'OPENAI_API_KEY']) expect(text).toContain(`  ${name} `);
    expect(text).not.toContain('canary');
    expect(text).not.toMatch(/^\s+at /m);
  });
  test('on a port in use', async () => {
    const { address } = await start();
    const { code, text } = await failure({ PORT: new URL(address).port });
    expect([code, text]).toEqual([1, expect.stringContaining('PORT is in use')]);
  });
  test('where it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, text } = await failure({ DATABASE: join(folder, 'file', 'docent.db') });
    expect(code).toBe(1);
    expect(text).toContain('may not write to DATA_DIR or DATABASE');
    expect(text).not.toMatch(/^\s+at /m);
  });
});

describe('with a model key', () => {
  const MODEL_KEY = 'sk-canary-7Yx2Qm9Lr4';

  test('prints one pairing address; its key signs in; nobody comes in without; the log holds none of it', async () => {
    const proxy = await start({ OPENAI_API_KEY: MODEL_KEY });
    const [pairing = '', ...others] = proxy.stdout().match(/http:\S+#key=\S+/g) ?? [];
    expect(others).toEqual([]);
    const key = decodeURIComponent(new URL(pairing).hash.replace('#key=', ''));
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(join(folder, 'shared.key'), 'utf8')).toBe(key);
    expect((await proxy.post('/token', {})).status).toBe(401);
    expect((await proxy.post('/token', {}, { authorization: `Bearer ${key}` })).status).toBe(200);
    expect(await (await fetch(`${proxy.address}/.well-known/docent.json`)).json()).toMatchObject({ auth: 'key' });
    proxy.child.kill('SIGTERM');
    await proxy.ended;
    for (const secret of [key, MODEL_KEY, readFileSync(join(folder, 'signing.key'), 'utf8')]) {
      expect(proxy.stderr()).not.toContain(secret.slice(0, 8));
    }
    expect(proxy.stdout()).not.toContain(MODEL_KEY.slice(0, 8));

    const again = await start({ OPENAI_API_KEY: MODEL_KEY });
    expect(again.stdout()).toContain(`#key=${key}`);
  });

  test('a key from a file is exchanged by SIGHUP, without a restart', async () => {
    const file = join(folder, 'key');
    writeFileSync(file, KEY);
    const proxy = await start({ PROXY_KEY_FILE: file, SIGNING_KEY });
    expect(proxy.stdout()).not.toContain(KEY);
    const vend = async (key: string) => (await proxy.post('/token', {}, { authorization: `Bearer ${key}` })).status;
    expect(await vend(KEY)).toBe(200);
    const next = 'next-canary-key-9dK2mQ7xZ5cB8nL1vR4tY6';
    writeFileSync(file, next);
    proxy.child.kill('SIGHUP');
    await expect.poll(() => proxy.stderr()).toContain('secrets-read');
    expect([await vend(next), await vend(KEY)]).toEqual([200, 401]);
    expect(readdirSync(folder).toSorted()).not.toContain('signing.key');
  });
});

describe('SIGTERM', () => {
  test('lets the answer finish, takes nobody new, ends well', async () => {
    const model = await startSlowModel();
    const proxy = await start({ OPENAI_BASE_URL: model.baseURL });
    const { client_secret } = await proxy.vend();
    const events = eventsOf(await proxy.chatkit(client_secret, 'threads.create', { input: inputOf('Why?') }));
    const seen: WireEvent[] = [];
    let stopped = false;
    for await (const event of events) {
      seen.push(event);
      if (stopped || !JSON.stringify(event).includes('First half')) continue;
      stopped = true;
      proxy.child.kill('SIGTERM');
      await expect.poll(() => proxy.stderr()).toContain('"stopping"');
      await expect(fetch(`${proxy.address}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow();
      model.finish();
    }
    expect(textOf(seen)).toBe('First half, second half.');
    expect(await proxy.ended).toBe(0);
  });

  test('twice means now', async () => {
    const model = await startSlowModel();
    const proxy = await start({ OPENAI_BASE_URL: model.baseURL });
    const { client_secret } = await proxy.vend();
    await proxy.chatkit(client_secret, 'threads.create', { input: inputOf('Why?') });
    proxy.child.kill('SIGTERM');
    await expect.poll(() => proxy.stderr()).toContain('"stopping"');
    proxy.child.kill('SIGTERM');
    expect(await proxy.ended).toBe(1);
  });
});

test('an answer whose client hung up is finished and kept', async () => {
  const model = await startSlowModel();
  const proxy = await start({ OPENAI_BASE_URL: model.baseURL });
  const { client_secret } = await proxy.vend();
  const leaving = new AbortController();
  const seen: WireEvent[] = [];
  const response = await proxy.chatkit(client_secret, 'threads.create', { input: inputOf('Why?') }, leaving.signal);
  for await (const event of eventsOf(response)) {
    seen.push(event);
    if (JSON.stringify(event).includes('First half')) leaving.abort();
  }
  model.finish();
  const stored = async () => (await proxy.chatkit(client_secret, 'items.list', { thread_id: threadIdOf(seen) })).text();
  await expect.poll(stored).toContain('First half, second half.');
  expect(itemIdOf(seen, 'user_message')).not.toBe('');
  expect(model.hungUp).toEqual([]);
});

describe('hostile clients', () => {
  /** What a raw connection gets until the other end hangs up. */
  async function raw(address: string, text: string): Promise<string> {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.write(text);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await once(socket, 'close');
    return answer;
  }
  test('headers of more than 16 kB are refused', async () => {
    const { address } = await start();
    expect(
      await raw(address, `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`),
    ).toContain(' 431 ');
  });
  test('headers that never end are not waited for', async () => {
    const { address } = await start();
    expect(await raw(address, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n')).toContain(' 408 ');
  });
  test('a page whose name leads to this machine is turned away', async () => {
    const { address } = await start();
    const request =
      'POST /token HTTP/1.1\r\nHost: attacker.test\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
    expect(await raw(address, request)).toContain(' 421 ');
  });
});
