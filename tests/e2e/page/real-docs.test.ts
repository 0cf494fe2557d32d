import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findDocs } from '../../../scripts/docs-packages.mjs';
import type { ContextPack } from '../../../utils/shared/draft';
import type { Passage } from '../../../utils/passage/types';
import { passageSchema } from '../../../utils/passage/schema';
import { solid } from '../../../utils/page/solid';
import { selectWithKeyboard } from '../../../scripts/lib/select-text';
import { type Surface } from '../../../scripts/lib/surface';
import { bundlePack } from './bundle-pack';
import { HARD_CASES } from './hard-cases';
import { openPageRig, type PageRig } from './page-rig';
import { REAL_PAGES, type RealSelection } from './real-docs';
import { selectBetween } from './select-between';

const found = findDocs();
const pages = REAL_PAGES.filter(({ docs }) => found[docs] !== undefined);

test('at least ten generators of documentation are here', () => {
  expect(new Set(pages.map(({ generator }) => generator)).size).toBeGreaterThanOrEqual(10);
});

describe.each(['chrome', 'firefox'] as const)('real documentation in %s', (browser) => {
  let rig: PageRig;
  let tab: { page: Page; surface: Surface };
  let packer: string;
  beforeAll(async () => {
    [rig, packer] = await Promise.all([openPageRig(browser, inject('builds')[browser]), bundlePack()]);
    rig.docs.page('/hard.html', HARD_PAGE);
    tab = await rig.open('/hard.html');
  });
  afterAll(() => rig?.close());

  /** A selection as the reader's, the passage the build makes of it, the pack our panel would make, the way back. */
  async function take(surface: Surface, { what, from, to = from, within = 'body' }: RealSelection) {
    const selected =
      what === 'keyboard'
        ? await selectWithKeyboard(surface, from)
        : await surface.run(selectBetween, from, to, within);
    if (!selected) return `The page does not hold: ${from} … ${to}`;
    const passage: Passage = passageSchema.parse(await rig.capture());
    const pack = await surface.run(
      (taken) => (globalThis as unknown as { docentPack(taken: Passage): ContextPack }).docentPack(taken),
      passage,
    );
    const outcome = await rig.show(passage.quote, passage.section.anchor);
    const painted = await surface.run(() => {
      const [range] = [...CSS.highlights.values()].flatMap((each) => [...each]) as Range[];
      const held = range?.cloneContents();
      held?.querySelectorAll('script').forEach((script) => script.remove());
      return held?.textContent ?? '';
    });
    const [drawn, exact] = [solid(painted), solid(passage.quote.exact)];
    // Between its ends may stand what no selection holds: prompts that cannot be selected.
    return { passage, pack, outcome, painted: drawn.startsWith(exact.slice(0, 8)) && drawn.endsWith(exact.slice(-8)) };
  }

  test.each(pages.map((page) => [page.generator, page.page, page] as const))('of %s: %s', async (...[, , real]) => {
    const { page, surface } = tab;
    await page.goto(`${rig.docs.origin}/${real.docs}/${real.page}`);
    await page.evaluate(packer);
    for (const selection of real.selections) {
      const taken = await take(surface, selection);
      const { markdown, headings, anchor, language, note } = selection;
      expect.soft(taken, `${selection.what}: ${selection.from}`).toMatchObject({
        passage: {
          section: { headings, ...(anchor && { anchor }), ...(note && { note }) },
          ...(language && { code: { language } }),
        },
        pack: { ...real.facts, markdown, ...(selection.text && { text: selection.text }) },
        outcome: 'shown',
        painted: true,
      });
      if (typeof taken !== 'string') expect.soft(taken.passage.page.lang).toBe(real.lang);
    }
  });

  test('what is hard to capture', async () => {
    const { page, surface } = tab;
    await page.goto(`${rig.docs.origin}/hard.html`);
    await page.evaluate(packer);
    for (const [index, { name, from, to, markdown, text, section, code }] of HARD_CASES.entries()) {
      const where = { from, within: `#case${index}`, ...(to && { to }) };
      const taken = await take(surface, { what: 'across blocks', markdown: '', headings: [], ...where });
      expect.soft(taken, name).toMatchObject({
        passage: { ...(code && { code }) },
        pack: { markdown, ...(text && { text }) },
        outcome: 'shown',
        painted: true,
      });
      if (typeof taken === 'string') continue;
      for (const part of ['headings', 'note', 'tab'] as const)
        if (section && part in section) expect.soft(taken.passage.section[part], name).toEqual(section[part]);
    }
  });
});

const HARD_PAGE = `<!doctype html><html lang="en"><head><title>Hard</title><link rel="icon" href="data:,"></head><body>${HARD_CASES.map(
  ({ html }, index) => `<section id="case${index}">${html}</section>`,
).join('\n')}</body></html>`;
