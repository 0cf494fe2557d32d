import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser } from 'puppeteer-core';
import { ROOT } from '../run.mjs';

/** Ignored by git: only pictures that a page of the docs shows are kept. */
export const SHEETS = join(ROOT, 'artifacts/screenshots');
/** Pictures that a page of the docs shows. */
export const DOCS_IMAGES = join(ROOT, 'docs/images');

/** One picture of a surface, as it is drawn at one size in one look. */
export interface Shot {
  /** What is peculiar to it; empty for none. */
  caption: string;
  png: Uint8Array;
}

/**
 * Writes `<folder>/<name>.webp` (a fifth of the size of a PNG): shots of one state side by side, a row per look, so that
 * they are compared at a glance.
 */
export async function writeSheet(browser: Browser, name: string, rows: Shot[][], folder = SHEETS): Promise<void> {
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
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.webp`), sheet);
  await page.close();
  process.stdout.write(`${name}\n`);
}

/** Writes `index.html` beside the sheets, which shows all that are there by name. @returns its path */
export async function writeIndex(): Promise<string> {
  const names = (await readdir(SHEETS)).filter((file) => file.endsWith('.webp')).sort();
  const figure = (
    file: string,
  ) => `<figure id="${file}"><figcaption><a href="#${file}">${file.replace('.webp', '')}</a></figcaption>
<a href="${file}"><img src="${file}" loading="lazy" alt=""></a></figure>`;
  const path = join(SHEETS, 'index.html');
  await writeFile(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docent: every surface</title><style>
body{margin:16px;font:14px system-ui;background:#e8eaed;color:#202124}
main{display:flex;flex-wrap:wrap;gap:16px;align-items:start}
figure{margin:0;padding:8px;background:#fff;border:1px solid #9aa0a6}figcaption{padding-bottom:8px;font-weight:600}
a{color:inherit}img{display:block;max-width:46rem;height:auto}
</style><h1>Every surface</h1><p>${names.length} sheets; a press shows one at its full size.</p><main>
${names.map(figure).join('\n')}
</main></html>\n`,
  );
  return path;
}

/** `several passages, edited` → `several-passages-edited` */
export const fileName = (state: string) => state.replace(/[^a-z0-9]+/gi, '-');
