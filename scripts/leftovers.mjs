import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** Name of the variable that every process of a suite inherits, whoever its parent becomes. */
const MARK = 'DOCENT_TEST_RUN';
/** A browser that was told to close takes this long at most to end its helpers. */
const GRACE_MS = 5_000;
/** tsx keeps what it compiled here for the next process of the same user, and Node its compile cache. */
const SHARED_CACHES = /^(?:tsx-\d+|node-compile-cache)$/;

/**
 * A place of its own for one suite's temporary folders, and a mark on its processes, so that what outlives it is seen.
 *
 * @returns {{ env: Record<string, string>, collect: (graceMs?: number) => Promise<string[]> }} `env` for the suite;
 *   `collect`, called once when it has ended, names what is still there and takes it away. Processes are looked for
 *   where the system shows their environment (`/proc`).
 */
export function watchForLeftovers() {
  const folder = mkdtempSync(join(tmpdir(), 'docent-test-'));
  return {
    env: { TMPDIR: folder, TEMP: folder, TMP: folder, [MARK]: folder },
    async collect(graceMs = GRACE_MS) {
      const deadline = Date.now() + graceMs;
      let processes = markedProcesses(folder);
      while (processes.length > 0 && Date.now() < deadline) {
        await after(100);
        processes = markedProcesses(folder);
      }
      for (const { pid } of processes) end(pid);
      const folders = readdirSync(folder).filter((name) => !SHARED_CACHES.test(name));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      return [
        ...processes.map(({ pid, command }) => `still running when the suite had ended: ${command} (process ${pid})`),
        ...folders.map((name) => `left in the folder for temporary files: ${name}`),
      ];
    },
  };
}

function markedProcesses(mark) {
  if (!existsSync('/proc/self/environ')) return [];
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const isMarked = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${mark}`);
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
      // What has ended and was not asked for its result has no command any more.
      if (isMarked && command) found.push({ pid: Number(pid), command: command.slice(0, 120) });
    } catch {
      // It ended meanwhile, or is another user's.
    }
  }
  return found;
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
