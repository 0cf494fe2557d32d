import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REMOVE = 'delete globalThis.browser;\n';

/**
 * A copy of a Chromium build whose contexts lose the native `browser` before anything loads, as in Chrome 140 to 147
 * (native from 148), where a build takes `chrome` (`nativeBrowser` in wxt.config.ts).
 */
export async function withoutNativeBrowser(build: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'docent-chrome-'));
  await cp(build, copy, { recursive: true });
  await writeFile(join(copy, 'no-native-browser.js'), REMOVE);
  const background = join(copy, 'background.js');
  await writeFile(background, REMOVE + (await readFile(background, 'utf8')));
  for (const page of (await readdir(copy)).filter((file) => file.endsWith('.html'))) {
    const path = join(copy, page);
    const html = await readFile(path, 'utf8');
    const first = html.replace('<head>', '<head><script src="/no-native-browser.js"></script>');
    if (first === html) throw new Error(`${page} has no head to put a script into.`);
    await writeFile(path, first);
  }
  return copy;
}
