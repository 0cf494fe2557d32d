/** `npm run zip`: the two packages for the stores, and the sources Mozilla's reviewers build from. */
import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { wxt } from './builds.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ROOT } from './run.mjs';
import { say, sentenceFor, step } from './steps.mjs';

const OUT = join(ROOT, 'dist');

/** @returns {Promise<{ chrome: string, firefox: string, sources: string }>} paths of the three files */
export async function makeZips(out = OUT) {
  // An old version's zip beside the new one is how the wrong file gets uploaded.
  rmSync(out, { recursive: true, force: true });
  for (const browser of ['chrome', 'firefox']) {
    await step(`Package for ${browser}`, async () => {
      // A store package carries no `key`: Chrome's store refuses one.
      await wxt(['zip', '-b', browser], { DOCENT_OUT: out, DOCENT_STORE_BUILD: '1' });
    });
  }
  const file = (ending) => {
    const name = readdirSync(out).find((entry) => entry.endsWith(`-${ending}.zip`));
    if (!name) throw new Error(`no ${ending} zip was written`);
    return join(out, name);
  };
  return { chrome: file('chrome'), firefox: file('firefox'), sources: file('sources') };
}

if (process.argv[1] === import.meta.filename) {
  try {
    await ensureDependencies();
    const zips = await makeZips();
    for (const path of Object.values(zips)) say(`  ${relative(ROOT, path)}`);
    say('The three packages are ready.');
  } catch (error) {
    say(sentenceFor(error, 'The packages could not be made'));
    process.exitCode = 1;
  }
}
