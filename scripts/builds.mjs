import { join, resolve } from 'node:path';
import { must, nodeBin, ROOT } from './run.mjs';

const WXT = 'wxt/bin/wxt.mjs';

/**
 * Production builds, one after the other (two at once gain nothing on two cores).
 *
 * @param {{ out?: string, store?: boolean, openAiView?: boolean, browsers?: ('chrome' | 'firefox')[] }} [options] `out`:
 *   folder for the builds; `store`: as uploaded to the stores, without the public key that fixes an unpacked build's
 *   address; `openAiView`: with OpenAI's chat window
 * @returns {Promise<{ chrome: string, firefox: string }>} folders to load the extension from
 */
export async function buildExtension({
  out = '.output',
  store = false,
  openAiView = true,
  browsers = ['chrome', 'firefox'],
} = {}) {
  const folder = resolve(ROOT, out);
  for (const browser of browsers) {
    await wxt(['build', '-b', browser], {
      DOCENT_OUT: folder,
      ...(store ? { DOCENT_STORE_BUILD: '1' } : {}),
      ...(openAiView ? {} : { DOCENT_OPENAI_VIEW: '0' }),
    });
  }
  return { chrome: join(folder, 'chrome-mv3'), firefox: join(folder, 'firefox-mv3') };
}

/** Runs WXT of node_modules; a failure is a `Stop` with what WXT said. */
export async function wxt(args, env = {}) {
  const [command, ...bin] = nodeBin(WXT);
  return must(
    command,
    [...bin, ...args],
    // A caller's NODE_ENV (vitest sets `test`) would put React's development build into the package.
    { env: { NO_COLOR: '1', NODE_ENV: 'production', ...env }, timeoutMs: 5 * 60_000 },
    `wxt ${args.join(' ')} failed.`,
  );
}
