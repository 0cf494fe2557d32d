import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHarness, type Harness } from './harness';
import { openState, states } from './states';

let harness: Harness;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  harness = await startHarness();
});
afterAll(() => harness?.close());

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const schemes = ['light', 'dark'] as const;
describe.each(schemes)('in %s colours, axe finds nothing in state', (scheme) => {
  test.each(Object.keys(states))('%s', async (state) => {
    const page = await openState(harness, state, scheme);
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });
});

/** What stands outside the element's box or is wider than it, scrolling boxes apart. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const root = window.harness.element?.shadowRoot;
    const width = document.documentElement.clientWidth;
    return [...(root?.querySelectorAll<HTMLElement>('*') ?? [])]
      .filter((element) => !element.closest('pre, .table, .hidden, .wait-line, svg'))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.left < -0.5 || box.right > width + 0.5);
      })
      .map(({ localName, className }) => `${localName}.${className}`);
  });

describe.each([280, 400, 768, 1200])('at %i px nothing stands over the edge in state', (width) => {
  test.each(Object.keys(states))('%s', async (state) => {
    const page = await openState(harness, state, 'light', { width, height: 720 });
    expect(await overflowing(page)).toEqual([]);
    await page.close();
  });
});

test.each([
  ['in words 40 % longer', { locale: 'en-XA' }],
  ['from right to left', { locale: 'he' }],
])('%s nothing stands over the edge at 280 px', async (_name, more) => {
  for (const state of ['start', 'answer', 'failure', 'history']) {
    const page = await harness.open(more, { width: 280, height: 720 });
    await page.close();
    const shown = await openState(harness, state, 'light', { width: 280, height: 720 }, more);
    expect(await overflowing(shown)).toEqual([]);
    await shown.close();
  }
});

test('the progress line stands still for a reader who wants no motion', async () => {
  const page = await openState(harness, 'streaming', 'light');
  const animation = () =>
    page.evaluate(() => {
      const line = window.harness.element?.shadowRoot?.querySelector('.wait-line');
      return line && getComputedStyle(line, '::before').animationName;
    });
  expect(await animation()).toBe('slide');
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  expect(await animation()).toBe('none');
  await page.close();
});

test('controls are large enough to be hit', async () => {
  const page = await openState(harness, 'answer', 'light');
  const small = await page.evaluate(() =>
    [...(window.harness.element?.shadowRoot?.querySelectorAll<HTMLElement>('button') ?? [])]
      .filter((button) => !button.closest('.markdown p, .citation'))
      .map((button) => ({ name: button.ariaLabel ?? button.textContent, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 24 || box.width < 24)
      .map(({ name, box }) => `${name}: ${box.width}×${box.height}`),
  );
  expect(small).toEqual([]);
  await page.close();
});
