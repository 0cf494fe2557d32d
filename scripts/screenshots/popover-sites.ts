import { type Page } from 'puppeteer-core';
import { REAL_PAGES, type RealSelection } from '../../tests/e2e/page/real-docs';
import { selectBetween } from '../../tests/e2e/page/select-between';
import { readyChromium } from '../../tests/e2e/rig/ready';
import { type Surface, until } from '../lib/surface';
import { SCHEMES, setScheme, shot, type Setting } from './setting';
import { type Shot, writeSheet } from './sheet';

const PER_ROW = 4;
const PROSE = /^(?:paragraph|note|list|term|across blocks)$/;
/** One page of each generator, with words that are selected in it. */
const sites = REAL_PAGES.filter(
  ({ generator }, index) => REAL_PAGES.findIndex((one) => one.generator === generator) === index,
);

/** The popover on real documentation of every generator we have, in the site's own looks: a sheet for light, one for dark. */
export async function shootPopoverSites({ extension, docs }: Setting): Promise<void> {
  const chromium = await readyChromium({ extension }, 'device');
  try {
    for (const scheme of SCHEMES) {
      const shots: Shot[] = [];
      for (const { docs: folder, generator, page, selections } of sites) {
        const selection = selections.find(({ what }) => PROSE.test(what)) ?? selections[0]!;
        const { page: tab, surface } = await chromium.openTab(`${docs.origin}/${folder}/${page}`);
        await tab.setViewport({ width: 560, height: 340, deviceScaleFactor: 1 });
        await setScheme(tab, scheme);
        const forced = scheme === 'dark' && (await forceDark(tab));
        await dragOver(surface, selection);
        await until(`the popover on ${generator}`, () => chromium.popoverControl(tab, 'Ask about selection'));
        shots.push(await shot(tab, forced ? `${generator}, darkened by the browser` : generator));
        await tab.close();
      }
      const rows = Array.from({ length: Math.ceil(shots.length / PER_ROW) }, (_, row) =>
        shots.slice(row * PER_ROW, (row + 1) * PER_ROW),
      );
      await writeSheet(chromium.browser, `popover-sites-${scheme}`, rows);
    }
  } finally {
    await chromium.close();
  }
}

/** Selects as a reader does: the page's own script would be refused. Starts at the first line of what is meant. */
async function dragOver(surface: Surface, { from, to, within }: RealSelection): Promise<void> {
  if (!(await surface.run(selectBetween, from, to ?? from, within ?? 'body')))
    throw new Error(`The page does not hold: ${from}`);
  const lines = await surface.run(async () => {
    const selection = getSelection()!;
    const range = selection.getRangeAt(0);
    range.startContainer.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 4);
    selection.removeAllRanges();
    return boxes.map(({ left, right, top, bottom }) => ({ left, right, middle: (top + bottom) / 2 }));
  });
  const [first, last] = [lines[0]!, lines.at(-1)!];
  await surface.drag({ x: first.left + 1, y: first.middle }, { x: last.right - 1, y: last.middle });
}

/** Has the browser darken a site that has no dark looks of its own. @returns whether it did */
async function forceDark(page: Page): Promise<boolean> {
  const hasOwn = await page.evaluate(() => {
    const colours = [document.body, document.documentElement].map((each) => getComputedStyle(each).backgroundColor);
    const [red = 255, green = 255, blue = 255] =
      (colours.find((colour) => !/, 0\)$/.test(colour)) ?? '').match(/\d+/g)?.map(Number) ?? [];
    return red + green + blue < 380;
  });
  if (!hasOwn) await (await page.createCDPSession()).send('Emulation.setAutoDarkModeOverride', { enabled: true });
  return !hasOwn;
}
