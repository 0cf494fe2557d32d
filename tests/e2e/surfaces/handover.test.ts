import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PROSE } from '../../../scripts/screenshots/setting';
import { type Firefox, launchFirefox } from '../../../scripts/lib/firefox';
import { giveConsent } from '../../../scripts/lib/first-run';
import { until } from '../../../scripts/lib/surface';
import { type Audit, auditSource, axeSource, expectClean } from './axe';

/** Firefox's remote protocol runs scripts in its own pages whatever their policy says. */
const contextOf = (page: Page) => (page.mainFrame() as unknown as { _id: string })._id;
const SCHEME = 'layout.css.prefers-color-scheme.content-override';
const schemes = { light: 1, dark: 0 } as const;

let firefox: Firefox;
beforeAll(async () => {
  firefox = await launchFirefox({ extension: inject('builds').firefox });
  await giveConsent((await firefox.openOwnPage('/welcome.html')).surface);
});
afterAll(() => firefox?.close());

async function audit(page: Page): Promise<Audit> {
  const summary = `${axeSource};\n${auditSource('document')}.then((audit) => JSON.stringify(audit))`;
  return JSON.parse(String(await firefox.bidi.evaluate(contextOf(page), summary))) as Audit;
}

/** Firefox only (docs/interface.md 27): a passage waits, and the popup with its one button is shown. */
async function openHandover() {
  const { page, surface } = await firefox.openOwnPage('/options.html');
  await surface.run(async (text) => {
    const { browser } = globalThis as unknown as {
      browser: {
        windows: { getCurrent(): Promise<{ id: number }> };
        storage: { session: { set(values: object): Promise<void> } };
      };
    };
    const { id } = await browser.windows.getCurrent();
    const passage = {
      id: crypto.randomUUID(),
      text,
      quote: { exact: text, prefix: '', suffix: '' },
      page: { url: 'https://docs.example.com/', title: 'Guide', lang: 'en' },
      section: { headings: ['Guide'] },
      capturedAt: Date.now(),
    };
    await browser.storage.session.set({ [`inbox:${id}:${passage.id}`]: { passage, origin: {}, intent: 'ask' } });
  }, PROSE);
  await page.close();
  const handover = await firefox.openOwnPage('/handover.html');
  await until('the passage', () =>
    handover.surface.run(() => Boolean(document.querySelector('#passage')?.textContent)),
  );
  return handover;
}

test.each(['light', 'dark'] as const)(
  'the hand-over in %s colours has nothing that axe finds fault with',
  async (scheme) => {
    await firefox.bidi.inBrowserWindow(`Services.prefs.setIntPref('${SCHEME}', ${schemes[scheme]})`);
    const { page, surface } = await openHandover();
    await until(`${scheme} colours`, () =>
      surface.run((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, scheme),
    );
    expectClean(await audit(page));
    await page.close();
  },
);

test('the hand-over fits a popup of 320 × 140 px', async () => {
  const { page, surface } = await openHandover();
  const seen = await surface.run(() => {
    const box = document.querySelector('main')?.getBoundingClientRect();
    const button = document.querySelector('button')?.getBoundingClientRect();
    return { width: document.body.offsetWidth, height: box?.height ?? 0, target: button?.height ?? 0 };
  });
  expect(seen.width).toBe(320);
  expect(seen.height).toBeLessThanOrEqual(140);
  expect(seen.target).toBeGreaterThanOrEqual(28);
  await page.close();
});

test.each(['/welcome.html', '/options.html', '/sidepanel.html'])(
  'axe finds no fault with %s in Firefox',
  async (path) => {
    const { page } = await firefox.openOwnPage(path);
    await until('the page', () =>
      firefox.bidi.evaluate(contextOf(page), "document.querySelector('h1') !== null").then((there) => there === true),
    );
    expectClean(await audit(page));
    await page.close();
  },
);
