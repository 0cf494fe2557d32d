import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { audit } from '../surfaces/axe';
import { forceColours, lostInForcedColours } from './forced-colours';
import { ask, startHarness, waitForElement, waitForText, type Harness } from './harness';
import { answerEvents, assistantMessage, thread, userMessage } from './protocol-fixtures';
import { openState, states } from './states';
import { listReachable, tabStops } from './tab-stops';

const harnesses = {} as Record<'chromium' | 'firefox', Harness>;
beforeAll(async () => {
  [harnesses.chromium, harnesses.firefox] = await Promise.all([
    startHarness(inject('elementPage')),
    startHarness(inject('elementPage'), 'firefox'),
  ]);
});
afterAll(() => Promise.all(Object.values(harnesses).map((harness) => harness.close())));

const WIDTHS = [280, 400, 768, 1200];

/** axe's findings; a run that looked at next to nothing counts as one. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations, looked } = await audit(page);
  return looked < 5 ? [`axe looked at ${looked} elements only`, ...violations] : violations;
}

async function setScheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((scheme) => window.harness.change({ theme: scheme }), theme);
  await waitForElement(page, `.app[data-scheme="${theme}"]`);
}

/** What stands outside the element's box or is wider than it, scrolling boxes apart. */
const overflowing = (page: Page) =>
  page.evaluate(async () => {
    // What follows a change of size by observing it has followed with the second frame.
    for (let count = 0; count < 2; count += 1) await new Promise(requestAnimationFrame);
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

describe('the states, one after the other in one page', () => {
  const kept = {} as Record<'chromium' | 'firefox', Page>;
  beforeAll(async () => {
    kept.chromium = await harnesses.chromium.open();
    kept.firefox = await harnesses.firefox.open();
  });
  afterAll(() => Promise.all(Object.values(kept).map((page) => page.close())));
  const open = (browser: keyof typeof kept, state: string) =>
    openState(harnesses[browser], state, 'light', { width: 400, height: 720 }, {}, kept[browser]);

  test.each(Object.keys(states))(
    'state %s: axe finds nothing, light and dark, nothing stands over the edge from 280 to 1200 px, nothing is lost in forced colours',
    async (state) => {
      const page = await open('chromium', state);
      const found: Record<string, string[]> = { light: await faultsOf(page) };
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 720 });
        found[`${width} px`] = await overflowing(page);
      }
      await page.setViewport({ width: 400, height: 720 });
      await setScheme(page, 'dark');
      found.dark = await faultsOf(page);
      const giveBack = await forceColours(page);
      found.forced = await lostInForcedColours(page).finally(giveBack);
      expect(Object.fromEntries(Object.entries(found).filter(([, faults]) => faults.length > 0))).toEqual({});
    },
  );

  test.each(Object.keys(states))('state %s: axe finds nothing in Firefox, light and dark', async (state) => {
    const page = await open('firefox', state);
    const light = await faultsOf(page);
    await setScheme(page, 'dark');
    expect({ light, dark: await faultsOf(page) }).toEqual({ light: [], dark: [] });
  });
});

test.each(['chromium', 'firefox'] as const)(
  'each block of a conversation begins at the side of its own words: %s',
  async (name) => {
    const harness = harnesses[name];
    const page = await harness.open({}, { width: 400, height: 720 });
    await waitForElement(page, '[data-composer]');
    const answer = 'English.\n\nعربي\n\n- First\n- ثانٍ\n- ثالث\n\n  Third\n\n> עברית\n>\n> Quoted\n\n# עברית';
    const question = {
      ...userMessage('q', 'سؤال\nEnglish\nسطر أطول من الباقي كله'),
      quoted_text: 'Quoted\nفقرة عربية أطول من الأولى',
    };
    harness.server.script['threads.get_by_id'] = () => ({
      json: thread('thr_1', { items: { data: [question, assistantMessage('a', answer)], has_more: false } }),
    });
    await page.evaluate(() => void window.harness.element?.setThreadId('thr_1'));
    await waitForText(page, '.answer', 'First');
    const sides = await page.evaluate(() => {
      const root = window.harness.element?.shadowRoot;
      const found: string[] = [];
      for (const holder of root?.querySelectorAll('.bubble, .quote > div, .answer .markdown') ?? []) {
        const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const box = (
            text.parentElement?.closest('li, p, h3, .bubble, .quote > div') ?? holder
          ).getBoundingClientRect();
          for (const { 0: line, index } of (text.nodeValue ?? '').matchAll(/[^\n]*\p{L}[^\n]*/gu)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + line.length);
            const words = range.getBoundingClientRect();
            found.push(`${line}: ${words.left - box.left < box.right - words.right ? 'left' : 'right'}`);
          }
        }
      }
      return found;
    });
    expect(sides).toEqual([
      // The longest line fills its box.
      ...['Quoted: left', 'فقرة عربية أطول من الأولى: right'],
      ...['سؤال: right', 'English: left', 'سطر أطول من الباقي كله: right'],
      ...['English.: left', 'عربي: right', 'First: left', 'ثانٍ: right', 'ثالث: right', 'Third: left'],
      ...['עברית: right', 'Quoted: left', 'עברית: right'],
    ]);
    await page.close();
  },
);

test.each([
  ['in words 40 % longer', { locale: 'en-XA' }],
  ['from right to left', { locale: 'he' }],
])('%s nothing stands over the edge at 280 px', async (_name, more) => {
  for (const state of ['start', 'answer', 'failure', 'history']) {
    const shown = await openState(harnesses.chromium, state, 'light', { width: 280, height: 720 }, more);
    expect(await overflowing(shown)).toEqual([]);
    await shown.close();
  }
});

/** A thread with every kind of item, and everything that a host can switch on. */
async function openEverything(harness: Harness): Promise<Page> {
  const page = await openState(harness, 'items', 'light');
  await page.evaluate(() => {
    window.harness.with = ['header', 'entities', 'commands'];
    window.harness.change({
      composer: {
        attachments: { enabled: true },
        tools: [
          { id: 'web', label: 'Search the web', icon: 'globe' },
          { id: 'pin', label: 'Deep research', icon: 'lab', pinned: true },
        ],
        models: [{ id: 'good', label: 'Good' }],
      },
    });
  });
  await waitForElement(page, '[aria-label="Model: Good"] svg path');
  return page;
}

describe.each(['chromium', 'firefox'] as const)('by keyboard in %s', (browser) => {
  test('Tab reaches every control of a thread with every kind of item, in order, each seen and ringed', async () => {
    const page = await openEverything(harnesses[browser]);
    // The arrows go from message to message; the actions of the one they are at are reached by Tab.
    await page.evaluate(() =>
      window.harness.element?.shadowRoot?.querySelector<HTMLElement>('[data-message]')?.focus(),
    );
    const ids = await page.$$eval('openai-chatkit >>> [data-message]', (all) =>
      all.map((message) => message.getAttribute('data-message')),
    );
    const met: (string | null)[] = [];
    for (const _id of ids) {
      const at = await page.evaluate(() => {
        const message = window.harness.element?.shadowRoot?.activeElement;
        const closed = [...(message?.querySelectorAll<HTMLElement>('.actions button') ?? [])].some(
          ({ tabIndex }) => tabIndex < 0,
        );
        return closed ? 'its actions are not reached' : (message?.getAttribute('data-message') ?? null);
      });
      met.push(at);
      await page.keyboard.press('ArrowDown');
    }
    expect(met).toEqual(ids);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Your question');

    const reachable = await listReachable(page);
    expect(reachable.length).toBeGreaterThan(40);
    const stops = await tabStops(page);
    const places = stops.map(({ place }) => place).filter((place) => place >= 0);
    expect(places, reachable.join(', ')).toEqual(reachable.map((_name, index) => index));
    // Browsers make boxes that scroll reachable too.
    expect(stops.filter(({ place, isRoving, name }) => place < 0 && !isRoving && !/^div/.test(name))).toEqual([]);
    expect(stops.filter(({ name, isSeen, hasRing }) => !(isSeen && hasRing) && !/^div/.test(name))).toEqual([]);
    await page.close();
  });

  test('undo takes back as much at a time as in a plain field', async () => {
    const page = await harnesses[browser].open();
    const undone = async (field: string) => {
      await (await page.waitForSelector(field))?.focus();
      await page.keyboard.type('ab cd ef');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.type('gh');
      const left: string[] = [];
      for (let undos = 0; undos < 2; undos += 1) {
        await page.keyboard.down('Control');
        await page.keyboard.press('z');
        await page.keyboard.up('Control');
        left.push(await page.$eval(field, (area) => (area as HTMLTextAreaElement).value));
      }
      return left;
    };
    const inComposer = await undone('openai-chatkit >>> [data-composer]');
    await page.evaluate(() =>
      document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'plain' })),
    );
    expect(inComposer).toEqual(await undone('#plain'));
    await page.close();
  });

  test('a question is asked, its answer rated and copied, the history opened, searched and left, with keys alone', async () => {
    const harness = harnesses[browser];
    const page = await openState(harness, 'start', 'light');
    harness.server.script = {
      'threads.create': () => ({
        stream: (stream) => {
          stream.send({ type: 'thread.created', thread: thread('thr_1', { title: 'json' }) });
          stream.send({ type: 'thread.item.done', item: userMessage('msg_1', 'Why?') });
          for (const event of answerEvents('msg_2', ['Because ', 'it ', 'does.'])) stream.send(event);
          stream.end();
        },
      }),
      'threads.list': () => ({ json: { data: [thread('thr_1', { title: 'json' })], has_more: false } }),
      'threads.get_by_id': () => ({ json: thread('thr_1', { title: 'json' }) }),
    };
    await ask(page, 'Why?');
    await waitForElement(page, '.answer .actions');
    const back = async () => {
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
    };
    // From the composer back into the conversation, without a step too many.
    const before: (string | null)[] = [];
    for (let count = 0; count < 5; count += 1) {
      await back();
      before.push(await focused(page));
    }
    expect(before).toEqual(['Not helpful', 'Helpful', 'Retry', 'Copy', 'msg_2']);
    for (let count = 0; count < 3; count += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitForElement(page, '[aria-label="Helpful"][aria-pressed="true"]');
    expect(await focused(page)).toBe('Helpful');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('msg_1');
    await back();
    expect(await focused(page)).toBe('History');
    await page.keyboard.press('Enter');
    await waitForText(page, '.entry', 'json');
    expect(await focused(page)).toBe('Search conversations');
    await page.keyboard.type('zzz');
    await waitForText(page, '.history-note', 'Nothing found');
    await page.keyboard.press('Escape');
    await waitForElement(page, '[data-composer]');
    expect(await focused(page)).toBe('Your question');
    await page.close();
  });
});

/** The focused control's name, a message's id, or null where the focus is lost. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = window.harness.element?.shadowRoot?.activeElement;
    return active?.getAttribute('data-message') ?? active?.getAttribute('aria-label') ?? active?.localName ?? null;
  });

test('the progress line stands still for a reader who wants no motion', async () => {
  const page = await openState(harnesses.chromium, 'streaming', 'light');
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
  const page = await openState(harnesses.chromium, 'answer', 'light');
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
