import { performance } from 'node:perf_hooks';

/** An expected failure of a script: its sentence says what is wrong and what to do, and is all the user sees. */
export class Stop extends Error {
  name = 'Stop';
}

/** One line per event: also readable in a log file, where no line can be rewritten. */
export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/** The same beside a command's own output, which may be read by a program. */
export function sayAside(line = '') {
  process.stderr.write(`${line}\n`);
}

/** Long work says now and then that it goes on. */
const HEARTBEAT_MS = 20_000;

/**
 * Announces a piece of work before it starts and says how it ended, with the seconds it took.
 *
 * @param {string} title
 * @param {() => Promise<T>} work may resolve to a string, which is printed beside the title
 * @param {(line: string) => void} [print] where the lines go
 * @returns {Promise<T>}
 * @template T
 */
export async function step(title, work, print = say) {
  const started = performance.now();
  print(`• ${title} …`);
  const heartbeat = setInterval(() => print(`  … still at work (${seconds(started)})`), HEARTBEAT_MS);
  try {
    const result = await work();
    print(`  ✓ ${typeof result === 'string' ? result : 'done'} (${seconds(started)})`);
    return result;
  } catch (error) {
    print(`  ✗ failed (${seconds(started)})`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/** The sentence for a failure: ours if it is expected, else the error's own first line after `what`. */
export function sentenceFor(error, what) {
  if (error instanceof Stop) return error.message;
  const [first] = String(error instanceof Error ? error.message : error).split('\n');
  return `${what}: ${first}`;
}
