import { type Page } from 'puppeteer-core';
import { type DocsServer } from '../lib/docs-server';
import { type Chromium } from '../lib/chromium';
import { until } from '../lib/surface';
import { atRest } from '../../tests/e2e/surfaces/at-rest';
import { type Passage, type StagedPassage } from '../../utils/passage/types';
import { type Shot } from './sheet';

export interface Setting {
  extension: string;
  /** Empty for English, else the pseudo-locale. */
  variant: '' | 'long' | 'rtl';
  docs: DocsServer;
}

/** TypeScript loaders wrap inner functions in `__name`; a page does not have it. */
const NAMED = 'globalThis.__name = (work) => work';

export const SCHEMES = ['light', 'dark'] as const;
export const setScheme = (page: Page, scheme: (typeof SCHEMES)[number]) =>
  page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);

/** A picture of the view when two frames have been drawn. */
export async function shot(page: Page, caption: string): Promise<Shot> {
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  return { caption, png: await page.screenshot({ captureBeyondViewport: false }) };
}

/** A page of ours at each width, a row per colour scheme. @param heightOf from the height of the content, px */
export async function shootLooks(page: Page, widths: number[], heightOf: (contentHeight: number) => number) {
  const rows: Shot[][] = [];
  for (const scheme of SCHEMES) {
    await setScheme(page, scheme);
    const row: Shot[] = [];
    for (const width of widths) {
      await page.setViewport({ width, height: 720, deviceScaleFactor: 1 });
      await atRest(page);
      const content = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewport({ width, height: heightOf(content), deviceScaleFactor: 1 });
      row.push(await shot(page, `${scheme}, ${width} px`));
    }
    rows.push(row);
  }
  return rows;
}

/** A tab with one of our own pages at a fixed size. */
export async function openSized(chromium: Chromium, path: string, width: number, height: number): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.evaluateOnNewDocument(NAMED);
  await page.setViewport({ width, height, deviceScaleFactor: 2 });
  await page.goto(`chrome-extension://${chromium.extensionId}${path}`);
  await page.waitForSelector('#root > *, main, body > *');
  return page;
}

/** What `seed` writes: whether the reader agreed, and who answers. */
export interface Seed {
  consent: boolean;
  connectionId: string | null;
}

/**
 * Writes settings and connection as a reader's first steps leave them. The real steps are the journeys' business; in a
 * pseudo-locale their buttons have other names.
 */
export async function seed(chromium: Chromium, state: Seed): Promise<void> {
  const page = await chromium.browser.newPage();
  await page.evaluateOnNewDocument(NAMED);
  await page.goto(`chrome-extension://${chromium.extensionId}/options.html`);
  await seedFrom(page, state);
  await page.close();
}

/** The same from a tab of the extension, once its database is there. */
export async function seedFrom(page: Page, state: Seed): Promise<void> {
  await until('the settings to be written', () =>
    page.evaluate(
      ({ consent, connectionId }) =>
        new Promise<boolean>((resolve, reject) => {
          const request = indexedDB.open('docent');
          request.onerror = () => reject(request.error ?? new Error('no database'));
          request.onsuccess = () => {
            const database = request.result;
            if (!database.objectStoreNames.contains('records')) {
              database.close();
              resolve(false);
              return;
            }
            const transaction = database.transaction('records', 'readwrite');
            transaction.objectStore('records').put(
              {
                consent: consent ? { version: 1, at: Date.UTC(2026, 10, 21) } : null,
                defaultConnectionId: connectionId,
                version: 1,
              },
              'settings',
            );
            transaction.oncomplete = () => {
              database.close();
              resolve(true);
            };
          };
        }),
      state,
    ),
  );
}

/** A passage of the Python documentation, as the background would put it into an inbox. */
export function passageOf(
  passage: Partial<Passage> & { text: string },
  options: Partial<StagedPassage> = {},
): StagedPassage {
  return {
    passage: {
      id: crypto.randomUUID(),
      quote: { exact: passage.text, prefix: '', suffix: '' },
      page: {
        url: 'https://docs.python.org/3/library/json.html',
        title: 'json — JSON encoder and decoder',
        lang: 'en',
      },
      section: { headings: ['json', 'Encoders and Decoders'], anchor: 'encoders-and-decoders' },
      capturedAt: Date.now(),
      ...passage,
    },
    origin: {},
    intent: 'ask',
    ...options,
  };
}

/** Puts a passage into the panel tab's inbox, as the background does. */
export async function stage(
  page: Page,
  passage: Partial<Passage> & { text: string },
  options: Partial<StagedPassage> = {},
) {
  const staged = passageOf(passage, options);
  await page.evaluate(async (value) => {
    const { id } = await chrome.windows.getCurrent();
    await chrome.storage.session.set({ [`inbox:${id}:${value.passage.id}`]: value });
  }, staged);
}

export const PROSE =
  'Be cautious when parsing JSON data from untrusted sources. A malicious JSON string may cause the decoder to consume ' +
  'considerable CPU and memory resources. Limiting the size of data to be parsed is recommended.';
export const CODE = `>>> import json
>>> json.dumps({"4": 5, "6": 7}, sort_keys=True, indent=4)
'{\\n    "4": 5,\\n    "6": 7\\n}'`;
export const LONG = Array.from({ length: 60 }, (_, index) => `Paragraph ${index + 1}. ${PROSE}`).join('\n\n');

/** An element by predicate through open shadow roots, clicked with the mouse. */
export async function clickFirst(page: Page, selector: string): Promise<void> {
  const handle = await page.waitForSelector(`>>> ${selector}`, { visible: true, timeout: 10_000 });
  await handle?.click();
}
