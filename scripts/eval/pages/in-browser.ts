import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build, type Rollup } from 'vite';
import type { DocsServer } from '../../lib/docs-server';
import { pageSurface, until } from '../../lib/surface';
import type { PageMarkup } from '../../../utils/passage/show-world';
import { API_PAGES } from './api-pages';
import type { Family } from './families';
import { readMarkup } from './read-markup';
import type { Reading } from './readings';
import { readTruth, type Truth } from './truth';

/** Source that leaves what a module of this repository exports on a page, under a name. */
export async function bundleFor(module: string, name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../../../${module}`, import.meta.url));
  const [bundle] = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'chrome140', lib: { entry, formats: ['iife'], name } },
  })) as Rollup.RollupOutput[];
  return `${bundle!.output[0].code}; globalThis.${name} = ${name};`;
}

/** Opens a family's page and waits until what is drawn by script stands. */
export async function openFamily(page: Page, docs: DocsServer, { path }: Family): Promise<void> {
  const api = API_PAGES.find((each) => each.path === path);
  if (api) docs.page(path, api.html);
  await page.goto(new URL(path, docs.origin).href);
  if (!api) return;
  const [host = '', inner] = api.ready.split(' >>> ');
  await until(`${api.name} to be drawn`, () =>
    page.evaluate(
      (outer, within) => {
        const found = document.querySelector(outer);
        return (within === undefined ? found : found?.shadowRoot?.querySelector(within)) != null;
      },
      host,
      inner,
    ),
  );
}

/** A page as it is shown: what a reader sees of it, what the panel is handed, and its markup for other readings. */
export interface Taken {
  truth: Truth;
  markup: Record<Reading, string>;
}

/** @param reader source that leaves `docentPage.readPage` (`utils/page/page-markup.ts`) on a page */
export async function takePage(
  page: Page,
  reader: string,
  { main, without = '', code = 'pre' }: Family,
): Promise<Taken> {
  const surface = pageSurface(page);
  // A frame may be put into the page after it has loaded.
  const truth = await until(`${page.url()} to show something at ${main}`, async () => {
    const seen = await surface.run(readTruth, main, without, code);
    return seen.text.trim() !== '' && seen;
  });
  const whole = await surface.run(readMarkup);
  await page.evaluate(reader);
  const { html } = (await page.evaluate('docentPage.readPage(document)')) as PageMarkup;
  return { truth, markup: { docent: html, readability: whole, defuddle: whole } };
}

/** Reads markup as the panel would, in a page that has the readings (`readings.ts`). */
export function readIn(page: Page, name: Reading, html: string): Promise<string> {
  return page.evaluate(
    (reading, markup) =>
      (globalThis as unknown as { docentReadings: { read(name: Reading, html: string): string } }).docentReadings.read(
        reading,
        markup,
      ),
    name,
    html,
  );
}
