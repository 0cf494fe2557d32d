import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openSized } from '../../../scripts/screenshots/setting';
import { type Chromium } from '../../../scripts/lib/chromium';
import { seeText } from '../../../scripts/lib/controls';
import { pageSurface, until } from '../../../scripts/lib/surface';
import { openPanel } from './panel-states';
import { atRest, launch, setUp } from './stage-set';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launch(inject('builds').chrome);
});
afterAll(() => chromium?.close());

/** The focused element, through open shadow roots: its name, and in which part of the panel it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const is = (selector: string) => element?.closest(selector) !== null;
    const part = is('[data-composer], .send')
      ? 'composer'
      : is('.log')
        ? 'conversation'
        : is('.bar')
          ? 'bar'
          : is('.notice')
            ? 'notice'
            : is('.card, .pinned')
              ? 'passage'
              : is('.disclaimer')
                ? 'destination'
                : is('.history')
                  ? 'history'
                  : 'outside';
    const labels = (element as HTMLInputElement | null)?.labels;
    const name = element?.ariaLabel ?? labels?.[0]?.textContent ?? element?.textContent ?? '';
    return { part, name: name.replace(/\s+/g, ' ').trim(), message: element?.getAttribute('data-message') ?? null };
  });

/** Every stop of Tab from the document's start to its end. */
async function tabStops(page: Page) {
  const stops: Awaited<ReturnType<typeof focused>>[] = [];
  // Behind the last stop the browser's own controls would come; the next Tab is at the document's start.
  await until('Tab to have left the document', async () => {
    await page.keyboard.press('Tab');
    return (await focused(page)).part === 'outside';
  });
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop.part === 'outside') break;
    stops.push(stop);
  }
  return stops;
}
const parts = (stops: { part: string }[]) =>
  stops.map(({ part }) => part).filter((part, index, all) => part !== all[index - 1]);

describe('in the panel', () => {
  let page: Page;
  beforeEach(() => async () => {
    await page.close();
  });

  test('the focus is in the composer on opening, and a passage does not take it away', async () => {
    page = await openPanel(chromium, 'passage');
    expect(await focused(page)).toMatchObject({ part: 'composer', name: 'Your question' });
  });

  test('Tab goes through bar, notice, passage and composer in this order', async () => {
    page = await openPanel(chromium, 'replaced');
    const stops = await tabStops(page);
    expect(parts(stops)).toEqual(['bar', 'conversation', 'notice', 'passage', 'composer']);
    expect(stops.filter(({ part }) => part === 'bar')).toHaveLength(1);
    expect(stops.filter(({ part }) => part === 'conversation').map(({ name }) => name)).toEqual([
      'What does it return?',
      'What can fail?',
    ]);
  });

  test('with a conversation Tab goes bar, conversation, passage, composer', async () => {
    page = await openPanel(chromium, 'conversation, passage pinned');
    expect(parts(await tabStops(page))).toEqual(['bar', 'conversation', 'passage', 'composer']);
  });

  test('arrows go through the bar, and its menus open and close by keys', async () => {
    page = await openPanel(chromium, 'empty');
    await page.focus('.bar > button');
    const names: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      names.push((await focused(page)).name);
      await page.keyboard.press('ArrowRight');
    }
    expect(names).toEqual(['Who answers: On this device', 'New conversation', 'History', 'More']);
    expect((await focused(page)).name).toBe('Who answers: On this device');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect((await focused(page)).name).toBe('Open in a tab');
    await page.keyboard.press('End');
    expect((await focused(page)).name).toBe('Settings');
    await page.keyboard.press('Escape');
    expect((await focused(page)).name).toBe('More');
  });

  test('↑ and ↓ go from message to message, Home and End to the ends, Escape one level out', async () => {
    page = await openPanel(chromium, 'conversation, passage pinned');
    const messages = await page.$$eval('>>> [data-message]', (list) =>
      list.map((message) => message.getAttribute('data-message')),
    );
    expect(messages).toHaveLength(4);
    await page.$eval('>>> [data-message]', (message) => (message as HTMLElement).focus());
    const at = async () => messages.indexOf((await focused(page)).message);
    const press = async (key: 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'Escape' | 'Tab') => {
      await page.keyboard.press(key);
      return at();
    };
    expect(await press('ArrowDown')).toBe(1);
    expect(await press('ArrowDown')).toBe(2);
    expect(await press('ArrowUp')).toBe(1);
    expect(await press('End')).toBe(3);
    expect(await press('Home')).toBe(0);
    await press('ArrowDown');
    // Into the message's own controls, back to the message, back to the composer.
    expect(await press('Tab')).toBe(-1);
    expect((await focused(page)).part).toBe('conversation');
    expect(await press('Escape')).toBe(1);
    await press('Escape');
    expect((await focused(page)).part).toBe('composer');
    await press('Escape');
    expect((await focused(page)).part).toBe('outside');
  });

  test('the history is opened, searched, left and used by keys', async () => {
    page = await openPanel(chromium, 'history');
    expect((await focused(page)).part).toBe('history');
    await page.keyboard.press('Escape');
    await until('the composer to have the focus', async () => (await focused(page)).part === 'composer');
  });
});

test('a reader goes through the welcome page by keyboard alone', async () => {
  await setUp(chromium, { consent: false, answers: null, allowed: false });
  const page = await openSized(chromium, '/welcome.html', 800, 900);
  await atRest(page);
  const surface = pageSurface(page);
  const press = async (name: string, key: 'Enter' | 'Space') => {
    const passed: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      await page.keyboard.press('Tab');
      const stop = (await focused(page)).name;
      if (stop.startsWith(name)) {
        await page.keyboard.press(key);
        return;
      }
      passed.push(stop);
    }
    throw new Error(`Tab never reached “${name}”; it passed ${passed.join(', ')}`);
  };
  await press('Also send the page', 'Space');
  await press('Agree and continue', 'Enter');
  await seeText(surface, 'You agreed');
  await press('On every site', 'Enter');
  await seeText(surface, 'On every site.');
  await press('Try it on this device', 'Enter');
  await seeText(surface, 'This device answers');
  await seeText(surface, 'Ready. You can close this tab.');
  await page.close();
});
