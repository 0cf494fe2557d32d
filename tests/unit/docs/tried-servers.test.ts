import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/run.mjs';
import { columns } from '../../interop/servers/columns';
import { servers } from '../../interop/servers/servers';
import { markdownTable, tableIn, type Tried } from '../../interop/servers/table';
import tried from '../../interop/servers/tried.json';

const rows = tried as readonly Tried[];
const AGAIN = 'run: RECORD=1 npm run interop';

test('the table of docs/backends.md is what came of the servers', () => {
  const page = readFileSync(join(ROOT, 'docs/backends.md'), 'utf8');
  expect(tableIn(page), AGAIN).toBe(markdownTable(rows));
});

test('every server that is started is in it, in the version that is pinned, and no other', () => {
  const named = ({ name, version, from }: (typeof servers)[number]) => [name, version, from];
  expect(
    rows.map(({ server, version, from }) => [server, version, from]),
    AGAIN,
  ).toEqual(servers.map(named));
  expect(rows.map(({ version }) => version)).not.toContain('unknown');
});

test('every column was tried, on a day that is said', () => {
  for (const { server, on, outcomes } of rows) {
    expect(Object.keys(outcomes), server).toEqual([...columns]);
    expect(on, server).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});
