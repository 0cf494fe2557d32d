import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/run.mjs';
import { type Column, columns, type Outcome, type Running, tryOut } from './servers/columns';
import { type Server, servers, type Shared, startShared } from './servers/servers';
import { markdownTable, printable, type Tried, withTable } from './servers/table';

const TRIED = new URL('./servers/tried.json', import.meta.url).pathname;
const PAGE = join(ROOT, 'docs/backends.md');
const before = JSON.parse(readFileSync(TRIED, 'utf8')) as Tried[];
const now = new Map<string, Tried>();
const today = new Date().toISOString().slice(0, 10);

let shared: Shared;
const running = new Map<string, Running | Error>();

beforeAll(async () => {
  shared = await startShared();
  await Promise.all(
    servers.map(async ({ name, start }) => {
      // The others are tried all the same; this one fails by its name and with the command that helps.
      running.set(name, await start(shared).catch((error: Error) => error));
    }),
  );
  // The first time of all, the kits are installed.
}, 600_000);

afterAll(async () => {
  for (const server of running.values()) if (!(server instanceof Error)) await server.stop();
  await shared?.stop();
  const rows = servers.flatMap(({ name }) => now.get(name) ?? []);
  console.log(`\n${printable(rows)}\n`);
  mkdirSync(join(ROOT, 'artifacts/interop'), { recursive: true });
  writeFileSync(join(ROOT, 'artifacts/interop/servers.json'), `${JSON.stringify(rows, null, 2)}\n`);
  if (!process.env.RECORD) return;
  writeFileSync(TRIED, `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), markdownTable(rows)));
});

describe.each(servers)('$name, started', ({ name, version, from }: Server) => {
  let tries: Record<Column, () => Promise<Outcome>>;
  beforeAll(() => {
    const server = running.get(name);
    if (!server || server instanceof Error) throw server ?? new Error(`${name} was not started.`);
    tries = tryOut(server);
    now.set(name, { server: name, version, from, on: today, outcomes: {} });
  });

  it.each(columns)('does what docs/backends.md says of: %s', async (column) => {
    const { outcomes } = now.get(name)!;
    outcomes[column] = 'no';
    try {
      outcomes[column] = await tries[column]();
    } finally {
      // Recorded as it is: a server that cannot do it says so in the table.
      if (process.env.RECORD) expect.soft(outcomes[column]).not.toBe('no');
    }
    const said = before.find(({ server }) => server === name)?.outcomes[column];
    if (!process.env.RECORD) expect(outcomes[column]).toBe(said);
  });
});
