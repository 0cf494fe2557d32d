import { type Page } from 'puppeteer-core';
import { launchChromium } from '../../tests/e2e/rig/chromium';
import { until } from '../../tests/e2e/rig/surface';
import { clickFirst, CODE, LONG, openSized, PROSE, SCHEMES, seed, setScheme, type Setting, stage } from './setting';

const WIDTHS = [280, 360, 480] as const;
const HEIGHT = 720;

/** States in the order in which a reader meets them; each leaves the page where the next begins. */
const states: Record<string, (page: Page) => Promise<void>> = {
  empty: (page) => settled(page),
  passage: async (page) => {
    await stage(page, { text: PROSE });
    await settled(page);
  },
  replaced: async (page) => {
    await stage(page, { text: CODE, code: { language: 'python' } });
    await settled(page);
  },
  long: async (page) => {
    await stage(page, { text: LONG });
    await settled(page);
  },
  conversation: async (page) => {
    await stage(page, { text: `${PROSE}\n\n${CODE}` });
    await settled(page);
    await clickFirst(page, 'textarea');
    await page.keyboard.type('What should be limited?');
    await page.keyboard.press('Enter');
    await until('the answer', () =>
      page.$$eval('>>> article.answer .markdown', (list) =>
        list.some(({ textContent }) => (textContent ?? '').length > 20),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 2500));
  },
};

export async function shootPanel({ extension, variant, shoot }: Setting): Promise<void> {
  const suffix = variant ? `-${variant}` : '';
  const widths = variant ? ([280, 360] as const) : WIDTHS;
  const chromium = await launchChromium({ extension });
  try {
    for (const [state, consent, connectionId] of [
      ['consent', false, null],
      ['not-connected', true, null],
    ] as const) {
      await seed(chromium, { consent, connectionId });
      for (const width of widths)
        await bothSchemes(await openSized(chromium, '/sidepanel.html', width, HEIGHT), `panel-${state}`, width);
    }
    await seed(chromium, { consent: true, connectionId: 'device' });
    for (const width of widths) {
      const page = await openSized(chromium, '/sidepanel.html', width, HEIGHT);
      for (const [state, reach] of Object.entries(states)) {
        await reach(page);
        await bothSchemes(page, `panel-${state}`, width, false);
      }
      await page.evaluate(async () => {
        for (const key of Object.keys(await chrome.storage.session.get(null))) await chrome.storage.session.remove(key);
      });
      await page.close();
    }
  } finally {
    await chromium.close();
  }

  async function bothSchemes(page: Page, name: string, width: number, close = true): Promise<void> {
    for (const scheme of SCHEMES) {
      await setScheme(page, scheme);
      await settled(page);
      await shoot(page, `${name}-${scheme}-${width}${suffix}`);
    }
    if (close) await page.close();
  }
}

/** Text and layout have come to rest: no mutation for 200 ms. */
export const settled = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(done, 400);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, 200);
        });
        observer.observe(document, { childList: true, subtree: true, characterData: true });
        function done() {
          observer.disconnect();
          resolve();
        }
      }),
  );
