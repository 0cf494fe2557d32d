import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chromium } from '../../../scripts/lib/chromium';
import { until } from '../../../scripts/lib/surface';

/** Does what starts a download and gives the text of the file. Chromium gives a file its name when it is whole. */
export async function downloaded(chromium: Chromium, name: string, start: () => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-download-'));
  const session = await chromium.browser.target().createCDPSession();
  try {
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await start();
    const file = join(folder, name);
    await until(`the file ${name}`, () => Promise.resolve(existsSync(file)));
    return await readFile(file, 'utf8');
  } finally {
    await session.detach();
    await rm(folder, { recursive: true, force: true });
  }
}
