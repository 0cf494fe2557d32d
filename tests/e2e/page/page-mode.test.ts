import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { FAMILIES, type Family } from '../../../scripts/eval/pages/families';
import { bundleFor, openFamily, readIn, takePage } from '../../../scripts/eval/pages/in-browser';
import { type Kept, measureReading, spread } from '../../../scripts/eval/pages/measure';
import type { PageMarkup } from '../../../utils/passage/show-world';
import { openPageRig, type PageRig } from './page-rig';
import { VEILED } from './veiled-cases';

/** Seen to lose code that is set without `pre`, or to take a column beside the text along: not held to what others are. */
const WITHOUT_CODE = ['Scribble', 'Swagger UI', 'Haddock'];
const WITH_JUNK = ['Stoplight Elements', 'Swagger UI'];
/** Large pages of kinds that smaller ones stand for; `npm run eval -- pages` has them. */
const TOO_LARGE = ['javadoc', 'rustdoc'];
/** Firefox is asked for those that differ most in how they are drawn. */
const IN_FIREFOX = ['SQLite', 'Scaladoc', 'RapiDoc', 'Redoc', 'Doxygen', 'fpdoc', 'gi-docgen', 'Postfix'];

/** What a reader can see only in a tree or a document of its own. */
const APART = `<main><h1>Apart</h1><x-doc></x-doc><iframe srcdoc="<p>Words in a frame.</p>"></iframe></main><script>
  document.querySelector('x-doc').attachShadow({ mode: 'open' }).innerHTML = '<h2>Rooted</h2><p>Words in a root.</p><slot></slot>';
  document.querySelector('x-doc').append('Words in a slot.');</script>`;
const page = (body: string) =>
  `<!doctype html><html lang="en"><title>Made</title><link rel="icon" href="data:,"><body>${body}</body></html>`;

describe.each(['chrome', 'firefox'] as const)('the whole page in %s', (browser) => {
  let rig: PageRig;
  let tab: Page;
  let panel: Page;
  let [reader, readings] = ['', ''];
  beforeAll(async () => {
    [rig, reader, readings] = await Promise.all([
      openPageRig(browser, inject('builds')[browser]),
      bundleFor('utils/page/page-markup.ts', 'docentPage'),
      bundleFor('scripts/eval/pages/readings.ts', 'docentReadings'),
    ]);
    rig.docs.page('/made/panel.html', page(''));
    panel = (await rig.open('/made/panel.html')).page;
    await panel.evaluate(readings);
    tab = (await rig.open('/made/panel.html')).page;
  });
  afterAll(() => rig?.close());

  const readMade = async (html: string) => {
    rig.docs.page('/made/page.html', page(html));
    await tab.goto(`${rig.docs.origin}/made/page.html`);
    await tab.evaluate(reader);
    const markup = (await tab.evaluate('docentPage.readPage(document)')) as PageMarkup;
    return readIn(panel, 'docent', markup.html);
  };

  const families = FAMILIES.filter(({ name }) =>
    browser === 'chrome' ? !TOO_LARGE.includes(name) : IN_FIREFOX.includes(name),
  );
  const all: [Family, Kept][] = [];
  test.each(families.map((family) => [family.name, family] as const))('keeps the text of %s', async (name, family) => {
    await openFamily(tab, rig.docs, family);
    const { truth, markup } = await takePage(tab, reader, family);
    const kept = measureReading(await readIn(panel, 'docent', markup.docent), truth);
    all.push([family, kept]);
    expect.soft(kept.runs).toBeGreaterThanOrEqual(0.9);
    if (!WITHOUT_CODE.includes(name)) expect.soft(kept.code ?? 1).toBeGreaterThanOrEqual(0.98);
    if (!WITH_JUNK.includes(name)) expect.soft(kept.junk).toBeLessThanOrEqual(0.05);
    expect.soft(kept.tables ?? 1).toBeGreaterThanOrEqual(0.75);
  });
  test('keeps nearly all of most', () => {
    expect(spread(all.map(([, { runs }]) => runs)).median).toBeGreaterThanOrEqual(0.99);
  });

  test('has what stands in open shadow trees, slots and frames, in the order of drawing', async () => {
    const text = await readMade(APART);
    expect(text.match(/Apart|Rooted|in a root|in a slot|in a frame/g)).toEqual([
      'Apart',
      'Rooted',
      'in a root',
      'in a slot',
      'in a frame',
    ]);
  });

  test('has nothing that nobody sees, and all that somebody does', async () => {
    // Covers are found where they are in view.
    const isCovered = (name: string) => Number(/behind (?:a cover|the box)/.test(name));
    const cases = VEILED.toSorted(([one], [other]) => isCovered(other) - isCovered(one));
    const boxes = cases.map(([, html], at) =>
      html.replace('id="X"', `id="veiled${at}"`).replaceAll(/ghost|seen|White|cell|long/g, `$&${at}x`),
    );
    const text = await readMade(`<main>${boxes.map((html) => `<section>${html}</section>`).join('')}</main>`);
    for (const [at, [name, , hidden]] of cases.entries()) {
      const [word = ''] = /(?:ghost|seen|White|cell|long)\d+x/.exec(boxes[at] ?? '') ?? [];
      if (word) expect.soft(text.includes(word), name).toBe(!hidden);
    }
  });
});
