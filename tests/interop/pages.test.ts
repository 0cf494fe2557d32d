import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/run.mjs';
import { asTypedHere, startAsTyped, terminalEnvironment } from './as-owner';
import { shellBlocks } from './pages/blocks';
import { copyRepository } from './pages/copy';
import { linesOf, pages, textOf } from './pages/commands';
import { plan } from './pages/plan';
import { askAtAddress } from './pages/reader';
import { freePort } from './scaffolded';
import type { ServerProcess } from './server-process';

const GUIDE = 'docs/owners.md';

let folder: string;
let copy: string;
const servers: ServerProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docent-pages-'));
  copy = copyRepository(join(folder, 'docent'));
  writeFileSync(join(folder, 'service-token'), 'service-canary-Zq8Lm2Rt6Vb0Xc4NpW');
});
const stopServers = async () => {
  for (const { stop } of servers.splice(0)) await stop();
};
afterAll(async () => {
  await stopServers();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Types the lines of a block into a new terminal in the copy. A server goes on until another is started in its terminal, or
 * its page is at its end.
 *
 * @param port of the server before, which the lines may call
 * @returns port of the last one
 */
async function typeBlock(block: string, port: number): Promise<number> {
  const lines = linesOf(block).map((line) => ({ line, todo: plan[line] ?? { how: 'run' as const } }));
  const here = (typed: string[]) => asTypedHere(typed.join('\n'), port, join(folder, 'service-token'));
  let typed: string[] = [];
  let own: ServerProcess | undefined;
  for (const { line, todo } of lines) {
    if (todo.how === 'elsewhere') continue;
    typed.push(line);
    if (todo.how === 'run') continue;
    await own?.stop();
    port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const options = { cwd: copy, env: { PORT: String(port) }, health: `${address}/.well-known/docent.json` };
    own = await startAsTyped(here(typed), options);
    servers.push(own);
    await askAtAddress(address, { key: todo.key?.(copy), vends: todo.vends ?? 200, quotes: todo.quotes ?? false });
    typed = [];
  }
  if (typed.length > 0) {
    const options = { cwd: copy, env: terminalEnvironment(), encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', here(typed)], options);
    expect(status, `${typed.join('\n')}\n${stdout}${stderr}`).toBe(0);
  }
  const left = lines.flatMap(({ todo }) => (todo.how === 'run' ? (todo.leaves ?? []) : []));
  expect(left.filter((file) => !existsSync(join(copy, file)))).toEqual([]);
  return port;
}

async function typePage(page: string): Promise<void> {
  let port = 0;
  try {
    for (const block of shellBlocks(textOf(page))) port = await typeBlock(block, port);
  } finally {
    await stopServers();
  }
}

/** Where something is typed that can run here (tests/unit/scripts/pages.test.ts: nothing is left out unseen). */
const others = pages.filter(
  (page) =>
    page !== GUIDE &&
    shellBlocks(textOf(page)).some((block) => linesOf(block).some((line) => plan[line]?.how !== 'elsewhere')),
);

describe('the commands of our pages', () => {
  it('docs/owners.md works from top to bottom in a copy without node_modules, and both its servers answer', async () => {
    expect(existsSync(join(copy, 'node_modules'))).toBe(false);
    await typePage(GUIDE);
  }, 240_000);

  it.each(others)('of %s work in the same copy', typePage);
});

describe('in a copy whose packages are missing', () => {
  /** An npm that brings the packages back which the real one has installed above. */
  function takePackagesAway(): NodeJS.ProcessEnv {
    renameSync(join(copy, 'node_modules'), join(folder, 'packages'));
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\n[ "$1" = ci ] && mv '${folder}/packages' '${copy}/node_modules'\n`);
    chmodSync(join(bin, 'npm'), 0o755);
    const path = [bin, join(copy, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);
    return terminalEnvironment({ PATH: path });
  }
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const type = (command: string, env: NodeJS.ProcessEnv) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: copy, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  it('the proxy gets them by itself, and its first words are its own', async () => {
    const port = await freePort();
    const env = { ...takePackagesAway(), PORT: String(port) };
    const health = `http://127.0.0.1:${port}/healthz`;
    const server = await startAsTyped(scripts.proxy ?? '', { cwd: copy, env, health });
    servers.push(server);
    await askAtAddress(`http://127.0.0.1:${port}`, { vends: 200, quotes: true });
    await stopServers();
  });

  it('what stands before every tool brings them and the generated types, and is silent from then on', () => {
    const env = takePackagesAway();
    rmSync(join(copy, '.wxt'), { recursive: true, force: true });
    const first = type('node scripts/ensure.mjs', env);
    expect([first.status, first.stdout]).toEqual([0, '']);
    expect(first.stderr).toContain('npm packages');
    expect(existsSync(join(copy, '.wxt/tsconfig.json'))).toBe(true);
    expect(type('node scripts/ensure.mjs', env)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('the scaffold says nothing but what it wrote', () => {
    const env = takePackagesAway();
    const { status, stdout } = type(
      `${scripts.scaffold} --kind proxy --backend-url http://127.0.0.1:9123 --out '${folder}/out'`,
      env,
    );
    expect(status).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^Written\. Next: /);
    expect(stdout).not.toContain('npm packages');
  });
});
