import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser } from 'puppeteer-core';
import { ROOT } from '../run.mjs';

const IMAGES = join(ROOT, 'docs/images');

/** One picture of a surface, as it is drawn at one size in one look. */
export interface Shot {
  /** What is peculiar to it; empty for none. */
  caption: string;
  png: Uint8Array;
}

/**
 * Writes `docs/images/<name>.webp` (a fifth of the size of a PNG): shots of one state side by side, a row per look, so that they are compared at a
 * glance and a change of one state changes one file.
 */
export async function writeSheet(browser: Browser, name: string, rows: Shot[][]): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 2_400, height: 400, deviceScaleFactor: 1 });
  const figure = ({ caption, png }: Shot) =>
    `<figure><img src="data:image/png;base64,${Buffer.from(png).toString('base64')}"><figcaption>${caption}</figcaption></figure>`;
  await page.setContent(
    `<!doctype html><style>
      html{background:#9aa0a6;width:max-content}body{margin:16px;font:12px system-ui;width:max-content}
      div{display:flex;gap:16px;align-items:start}figure{margin:0 0 12px}img{display:block}figcaption{padding-top:4px}
      figcaption:empty{display:none}
    </style>${rows.map((row) => `<div>${row.map(figure).join('')}</div>`).join('')}`,
    { waitUntil: 'load' },
  );
  const { width, height } = await page.evaluate(() => {
    const { width, height } = document.documentElement.getBoundingClientRect();
    return { width: Math.ceil(width), height: Math.ceil(height) };
  });
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  const sheet = await page.screenshot({ captureBeyondViewport: false, type: 'webp', quality: 75 });
  await writeFile(join(IMAGES, `${name}.webp`), sheet);
  await page.close();
  process.stdout.write(`${name}\n`);
}

/** `several passages, edited` → `several-passages-edited` */
export const fileName = (state: string) => state.replace(/[^a-z0-9]+/gi, '-');
