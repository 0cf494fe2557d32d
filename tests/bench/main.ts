import { rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { buildExtension } from '../../scripts/builds.mjs';
import { launchChromium } from '../../scripts/lib/chromium';
import { COST_PAGES } from '../e2e/page/fixtures';
import { serveDocs } from '../../scripts/lib/docs-server';
import { readyChromium } from '../e2e/rig/ready';
import { makeControlExtension } from './control-extension';
import { benchHandOver } from './hand-over';
import { benchKeys } from './keys';
import { benchMarkdown } from './markdown';
import { benchPageLoad } from './page-load';
import { printRow } from './report';
import { benchRequest } from './request';
import { benchSelection } from './selection';
import { benchStreaming } from './streaming';
import { benchTyping } from './typing';

/**
 * `npm run bench`: what must be timed, each beside its control of the same run, at least 15 interleaved runs, median and
 * p95. Printed, never a test. `npm run bench -- streaming` runs one part.
 */
const only = process.argv[2];
const wanted = (part: string) => !only || only === part;
process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}; median / p95 (fps: p5)\n\n`);

const docs = await serveDocs();
for (const page of COST_PAGES) if ('html' in page) docs.page(page.path, page.html);
const extension = (await buildExtension({ out: '.cache/bench', browsers: ['chrome'] })).chrome;
const docent = await readyChromium({ extension }, 'device');
const folders = [await makeControlExtension(), await makeControlExtension({ contentScript: false })] as const;
const control = await launchChromium({ extension: folders[0] });
try {
  if (wanted('page')) {
    const bare = await launchChromium({ extension: folders[1] });
    const pages = {
      bare: await bare.browser.newPage(),
      control: await control.browser.newPage(),
      docent: await docent.browser.newPage(),
    };
    for (const { name, path } of COST_PAGES) printRow(await benchPageLoad(pages, docs.origin + path, name));
    await bare.close();
  }
  if (wanted('selection'))
    for (const page of COST_PAGES)
      printRow(await benchSelection(docent, control, { ...page, url: docs.origin + page.path }));
  if (wanted('hand-over')) for (const row of await benchHandOver(docent, control, docs)) printRow(row);
  if (wanted('typing')) printRow(await benchTyping(docent, control));
  if (wanted('request')) printRow(await benchRequest(extension));
  if (wanted('keys')) for (const row of await benchKeys()) printRow(row);
  if (wanted('streaming')) for (const row of [...benchMarkdown(), ...(await benchStreaming())]) printRow(row);
} finally {
  await Promise.all([docent.close(), control.close(), docs.close()]);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
