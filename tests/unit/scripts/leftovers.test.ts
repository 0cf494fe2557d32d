import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { watchForLeftovers } from '../../../scripts/leftovers.mjs';

/** Starts a process that lives on alone, as a server does that a test forgot. */
const SERVER = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'forgotten'], {
    detached: true,
    stdio: 'ignore',
  });
  child.unref();
  console.log(child.pid);
`;

/** Empty once it has ended, even before its parent has asked for its result. */
const commandOf = (pid: number) =>
  existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';

test('a suite that leaves nothing has nothing said of it, and its folder is taken away', async () => {
  const { env, collect } = watchForLeftovers();
  mkdirSync(join(env.TMPDIR ?? '', 'tsx-0'));
  expect(await collect(0)).toEqual([]);
  expect(existsSync(env.TMPDIR ?? '')).toBe(false);
});

test.runIf(existsSync('/proc/self/environ'))(
  'a process and a folder that outlive a suite are named and taken away',
  async () => {
    const { env, collect } = watchForLeftovers();
    const started = spawnSync(process.execPath, ['-e', SERVER], { env: { ...process.env, ...env }, encoding: 'utf8' });
    const pid = Number(started.stdout);
    mkdirSync(join(env.TMPDIR ?? '', 'docent-profile-x'));
    expect(await collect(0)).toEqual([
      expect.stringMatching(new RegExp(`^still running when the suite had ended: .*forgotten \\(process ${pid}\\)$`)),
      'left in the folder for temporary files: docent-profile-x',
    ]);
    expect(existsSync(env.TMPDIR ?? '')).toBe(false);
    await expect.poll(() => commandOf(pid)).toBe('');
  },
);
