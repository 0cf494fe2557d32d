import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Surface } from '../../../scripts/lib/surface';
import {
  CALLS,
  makeLanguageModel,
  presetState,
  STATE,
  type StandInCall,
  type StandInState,
} from '../../contracts/language-model/stand-in';

/**
 * A copy of a Chromium build whose own pages find a stand-in of `LanguageModel` before anything loads, in a browser that
 * calls itself Chrome: Chromium's own object only ever says `unavailable`.
 */
export async function withLanguageModel(build: string, state: Partial<StandInState>): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'docent-chrome-'));
  await cp(build, copy, { recursive: true });
  const preset = JSON.stringify(JSON.stringify({ ...presetState, ...state }));
  await writeFile(
    join(copy, 'stand-in.js'),
    `const __name = (inner) => inner;
if (localStorage.getItem('${STATE}') === null) localStorage.setItem('${STATE}', ${preset});
Object.defineProperty(navigator, 'userAgentData', { value: { brands: [{ brand: 'Google Chrome', version: '156' }] } });
globalThis.LanguageModel = (${makeLanguageModel.toString()})(localStorage, navigator.userActivation, '${STATE}', '${CALLS}');
`,
  );
  for (const page of (await readdir(copy)).filter((file) => file.endsWith('.html'))) {
    const path = join(copy, page);
    const html = await readFile(path, 'utf8');
    const first = html.replace('<head>', '<head><script src="/stand-in.js"></script>');
    if (first === html) throw new Error(`${page} has no head to put a script into.`);
    await writeFile(path, first);
  }
  return copy;
}

/** Changes what the browser is like, from any of our own pages. */
export const setLanguageModel = (surface: Surface, change: Partial<StandInState>, forget: string[] = []) =>
  surface.run(
    (key: string, patch: object, gone: string[]) => {
      const state = { ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>), ...patch };
      for (const name of gone) delete state[name];
      localStorage.setItem(key, JSON.stringify(state));
    },
    STATE,
    change,
    forget,
  );

/** What was asked of it. */
export const callsOf = (surface: Surface): Promise<StandInCall[]> =>
  surface.run((key: string) => JSON.parse(localStorage.getItem(key) ?? '[]') as StandInCall[], CALLS);
