import puppeteer from 'puppeteer-core';
import { findBrowser } from '../../browsers.mjs';
import { ensureDocs } from '../../docs-packages.mjs';
import { serveDocs } from '../../lib/docs-server';
import { FAMILIES, type Family } from './families';
import { bundleFor, openFamily, readIn, takePage } from './in-browser';
import { type Kept, measureReading, spread } from './measure';
import type { Reading } from './readings';

const READINGS: readonly Reading[] = ['docent', 'readability', 'defuddle'];
const COLUMNS = ['runs', 'code', 'tables', 'junk'] as const;

/**
 * How much of the main content of real documentation a page's reading keeps, beside what else could read it. Prints one
 * line a family, and the middle and the worst of all.
 *
 * @param which names of families, or addresses and selectors of pages of one's own in turn; every family when empty
 */
export async function evaluatePages(which: readonly string[]): Promise<void> {
  await ensureDocs((line) => process.stderr.write(`${line}\n`));
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('No Chromium or Chrome was found.');
  const [docs, source, reader] = await Promise.all([
    serveDocs(),
    bundleFor('scripts/eval/pages/readings.ts', 'docentReadings'),
    bundleFor('utils/page/page-markup.ts', 'docentPage'),
  ]);
  const browser = await puppeteer.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    defaultViewport: { width: 1280, height: 900 },
  });
  try {
    const [page, panel] = [await browser.newPage(), await browser.newPage()];
    await panel.evaluate(source);
    const rows: [string, Kept[]][] = [];
    for (const family of familiesOf(which)) {
      await page.bringToFront();
      await openFamily(page, docs, family);
      const { truth, markup } = await takePage(page, reader, family);
      const kept: Kept[] = [];
      for (const reading of READINGS) {
        const text = await readIn(panel, reading, markup[reading]);
        kept.push(measureReading(text, truth));
      }
      rows.push([family.name, kept]);
      console.log(rowOf(family.name, kept));
    }
    for (const [name, of] of [
      ['median', 'median'],
      ['worst', 'worst'],
    ] as const)
      console.log(
        rowOf(
          name,
          READINGS.map((_, at) => {
            const value = (column: (typeof COLUMNS)[number]) => {
              const values = rows.flatMap(([, kept]) => kept[at]?.[column] ?? []);
              // Of junk the most is the worst.
              return column === 'junk' ? 1 - spread(values.map((each) => 1 - each))[of] : spread(values)[of];
            };
            return { runs: value('runs'), code: value('code'), tables: value('tables'), junk: value('junk') };
          }),
        ),
      );
  } finally {
    await Promise.all([browser.close(), docs.close()]);
  }
}

function familiesOf(which: readonly string[]): readonly Family[] {
  if (which.length === 0) return FAMILIES;
  if (which[0]?.includes('://'))
    return which.flatMap((path, at) => (at % 2 === 0 ? [{ name: path, path, main: which[at + 1] ?? 'main' }] : []));
  const known = FAMILIES.filter(({ name }) => which.includes(name));
  if (known.length < which.length) throw new Error(`Known are: ${FAMILIES.map(({ name }) => name).join(', ')}`);
  return known;
}

const percent = (share: number | undefined) => (share === undefined ? '–' : `${Math.round(share * 1_000) / 10}`);

function rowOf(name: string, kept: readonly Kept[]): string {
  const cells = kept.map((each) => COLUMNS.map((column) => percent(each[column]).padStart(6)).join(''));
  return `${name.slice(0, 22).padEnd(22)} | ${cells.join(' | ')}`;
}
