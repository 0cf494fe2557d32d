import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressOf, createClient, eventsOf, inputOf, type ProxyProcess, spawnProxy } from './process';

const ROUNDS = 8;
const WRITERS = 4;
let folder: string;
let running: ProxyProcess | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'docent-sigkill-'))));
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Several readers ask without pause; the proxy is killed as soon as a random number of their messages has been
 * acknowledged, which is inside the writes of the others. No wait and no clock: the acknowledgements are the clock.
 */
test('SIGKILL inside writes loses no acknowledged message', async () => {
  const env = { DATA_DIR: folder, REQUESTS_PER_MINUTE: '100000', TOKENS_PER_MINUTE: '100000' };
  const readers: (string | undefined)[] = Array.from({ length: WRITERS });
  const acknowledged = new Map<string, { writer: number; thread: string; text: string }>();

  for (let round = 0; round <= ROUNDS; round++) {
    const proxy = spawnProxy(env);
    running = proxy;
    const client = createClient(await addressOf(proxy));
    const tokens = await Promise.all(
      readers.map(async (reader, writer) => {
        const vended = await client.vend(reader === undefined ? {} : { reader });
        readers[writer] = vended.reader;
        return vended.client_secret;
      }),
    );

    const kept = new Map<string, string>();
    for (const { writer, thread } of new Map(
      [...acknowledged.values()].map((entry) => [entry.thread, entry]),
    ).values()) {
      const response = await client.chatkit(tokens[writer] ?? '', 'items.list', { thread_id: thread, limit: 1_000 });
      const { data } = (await response.json()) as { data: { id: string; type: string; content: { text: string }[] }[] };
      for (const item of data) kept.set(item.id, item.content[0]?.text ?? '');
    }
    for (const [id, { text }] of acknowledged) expect(kept.get(id), `round ${round}`).toBe(text);

    let killed = round === ROUNDS;
    const killAfter = 1 + Math.floor(Math.random() * 40);
    let count = 0;
    const write = async (writer: number) => {
      let thread: string | undefined;
      for (let turn = 0; !killed; turn++) {
        const text = `round ${round} writer ${writer} turn ${turn}`;
        const [type, params] = thread
          ? ['threads.add_user_message', { thread_id: thread, input: inputOf(text) }]
          : ['threads.create', { input: inputOf(text) }];
        const response = await client.chatkit(tokens[writer] ?? '', type, params).catch(() => undefined);
        if (response?.status !== 200) return;
        for await (const event of eventsOf(response)) {
          thread = event.thread?.id ?? thread;
          if (event.type !== 'thread.item.done' || event.item?.type !== 'user_message') continue;
          acknowledged.set(event.item.id, { writer, thread: thread ?? '', text });
          count += 1;
          if (count >= killAfter && !killed) {
            killed = true;
            proxy.child.kill('SIGKILL');
          }
          if (turn < 8) break;
        }
      }
    };
    await Promise.all(readers.map((_, writer) => write(writer)));
    proxy.child.kill('SIGKILL');
    await proxy.ended;
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
}, 240_000);
