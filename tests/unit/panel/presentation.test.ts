import { describe, expect, test } from 'vitest';
import { contrast, usableAccent } from '../../../utils/panel/accent';
import { escapeMarkdown, privacyLink } from '../../../utils/panel/destination';
import { nextMenuIndex } from '../../../utils/shared/menu-keys';
import { createMailbox } from '../../../utils/panel/mailbox';
import { addressOfPassage, showInPage } from '../../../utils/panel/show-in-page';
import { samePage } from '../../../utils/passage/page-address';
import markdownIt from 'markdown-it';
import { aPassage, staged } from './passages';

describe('the owner’s accent', () => {
  test('black on white is 21 : 1', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21));
  test.each([
    ['#0d7d62', 'light', '#0d7d62'],
    ['#2fbf9a', 'light', undefined],
    ['#2fbf9a', 'dark', '#2fbf9a'],
    ['#0d7d62', 'dark', undefined],
    ['#ffff00', 'light', undefined],
    [undefined, 'light', undefined],
  ] as const)('%s on %s: %s', (accent, theme, expected) => {
    expect(usableAccent(accent, theme)).toBe(expected);
  });
});

describe('an owner’s words in the destination line', () => {
  test.each([
    '**bold** [link](https://evil.example)',
    '<b>x</b>',
    '![i](https://evil.example/i.png)',
    'see https://evil.example',
    '`code`',
    '1. a',
  ])('%s stays text', (text) => {
    const html = markdownIt({ html: true, linkify: true }).render(`Goes to x · ${escapeMarkdown(text)}`);
    expect(html).not.toMatch(/<(?!\/?p>)/);
  });
  test.each([
    ['https://example.com/privacy', '[Privacy](https://example.com/privacy)'],
    ['https://example.com/a)b', '[Privacy](https://example.com/a%29b)'],
    ['javascript:alert(1)', undefined],
    ['http://example.com/', undefined],
    [undefined, undefined],
  ])('%s links to %s', (url, expected) => {
    expect(privacyLink('Privacy', url)).toBe(expected);
  });
});

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 2, 0],
  ['ArrowUp', 0, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['s', 0, 1],
  ['s', 1, 2],
  ['x', 0, undefined],
  [' ', 0, undefined],
  ['Enter', 0, undefined],
])('%s in a menu at %i goes to %s', (key, current, expected) => {
  expect(nextMenuIndex(key, current, ['Open', 'Settings', 'Send'])).toBe(expected);
});

test('a mailbox keeps what comes before anyone listens', () => {
  const box = createMailbox<number>();
  const got: number[] = [];
  box.put(1);
  const stop = box.listen((value) => got.push(value));
  box.put(2);
  stop();
  box.put(3);
  expect(got).toEqual([1, 2]);
  box.listen((value) => got.push(value));
  expect(got).toEqual([1, 2, 3]);
});

describe('show in page', () => {
  const page = (over: Partial<Parameters<typeof showInPage>[1]> = {}) => {
    const done: string[] = [];
    return {
      done,
      show: async () => 'shown' as const,
      tabsWith: async () => [],
      addressOf: async () => 'https://docs.example.com/guide/foxes#elsewhere',
      bringToFront: async (tabId: number) => void done.push(`front ${tabId}`),
      open: async (url: string) => void done.push(`open ${url}`),
      ...over,
    };
  };

  test('brings the tab to the front', async () => {
    const tab = page();
    expect(await showInPage(staged(), tab)).toBe('shown');
    expect(tab.done).toEqual(['front 7']);
  });
  test.each(['similar', 'gone'] as const)('says that the passage is %s there now', async (found) => {
    const tab = page({ show: async () => found });
    expect(await showInPage(staged(), tab)).toBe(found);
    expect(tab.done).toEqual(['front 7']);
  });
  test.each([
    ['with a query of its own', 'https://docs.example.com/guide/foxes?highlight=fox#x', 'front 7'],
    ['in another tab', undefined, 'front 9'],
  ])('finds the page %s', async (_name, address, done) => {
    const tab = page({
      addressOf: async () => address,
      tabsWith: async (fits) => (fits('https://docs.example.com/guide/foxes?x=1') ? [9] : []),
    });
    expect(await showInPage(staged(), tab)).toBe('shown');
    expect(tab.done).toEqual([done]);
  });
  test('asks the frame that the passage came from', async () => {
    const asked: number[] = [];
    const tab = page({
      show: async (_tab, frame) => {
        asked.push(frame);
        return 'shown';
      },
    });
    await showInPage(staged({}, { origin: { tabId: 7, frameId: 4 } }), tab);
    expect(asked).toEqual([4]);
  });
  test.each([
    ['the tab is gone', { addressOf: async () => undefined }],
    ['the tab shows another page', { addressOf: async () => 'https://docs.example.com/guide/cats' }],
    ['the browser does not let us', { show: () => Promise.reject(new Error('no access')) }],
  ])('opens the page anew when %s', async (_name, over) => {
    const tab = page(over);
    expect(await showInPage(staged(), tab)).toBe('opened');
    expect(tab.done).toEqual([
      'open https://docs.example.com/guide/foxes#jumping:~:text=The%20quick%20brown%20fox%20jumps%20over%20the%20lazy%20dog.',
    ]);
  });
  test.each([
    ['the tab it came from', [9, 7], 'front 7'],
    ['another tab of the page', [9], 'front 9'],
  ])('brings a page that nobody may read to the front: %s', async (_name, tabs, done) => {
    const tab = page({
      addressOf: async () => undefined,
      tabsWith: async () => tabs,
      show: () => Promise.reject(new Error('no script runs in a viewer')),
    });
    expect(await showInPage(staged(), tab)).toBe('closed');
    expect(tab.done).toEqual([done]);
  });
  test.each([
    ['the browser refuses', {}, { open: () => Promise.reject(new Error('illegal address')) }],
    ['it has no address', { page: { url: '', title: 'A viewer' } }, {}],
  ])('says that a page cannot be opened when %s', async (_name, passage, over) => {
    const tab = page({ addressOf: async () => undefined, ...over });
    expect(await showInPage(staged(passage), tab)).toBe('unopened');
    expect(tab.done).toEqual([]);
  });
  test('opens the page anew when the tab shows another route of the site', async () => {
    const tab = page({ addressOf: async () => 'https://docsify.example/#/guide/cats?id=tails' });
    const passage = {
      page: { url: 'https://docsify.example/#/guide/foxes', title: 'Foxes' },
      section: { headings: [] },
    };
    expect(await showInPage(staged(passage), tab)).toBe('opened');
    expect(tab.done[0]).toMatch(/^open https:\/\/docsify\.example\/#\/guide\/foxes:~:text=/);
  });
  test('a route in the fragment stays there', () => {
    const passage = aPassage({ text: 'a limit', section: { headings: [] } });
    expect(addressOfPassage({ ...passage, page: { ...passage.page, url: 'https://docsify.example/#/guide' } })).toBe(
      'https://docsify.example/#/guide:~:text=a%20limit',
    );
  });

  test('a long passage is found by its ends, and a dash is no separator', () => {
    const text = `well-known ${'word '.repeat(80)}the very end`;
    expect(addressOfPassage(aPassage({ text, section: { headings: [] } }))).toBe(
      'https://docs.example.com/guide/foxes#:~:text=well%2Dknown%20word%20word%20word%20word%20word,word%20word%20word%20the%20very%20end',
    );
  });
});

test.each([
  ['https://a.example/x#1', 'https://a.example/x', true],
  ['https://a.example/x?v=2', 'https://a.example/x', true],
  ['https://a.example/y', 'https://a.example/x', false],
  ['https://b.example/x', 'https://a.example/x', false],
  ['about:blank', 'https://a.example/x', false],
  ['https://a.example/#/x?id=1', 'https://a.example/#/x', true],
  ['https://a.example/#/x:~:text=1', 'https://a.example/#/x', true],
  ['https://a.example/#:~:text=1', 'https://a.example/#/', true],
  ['https://a.example/#/y', 'https://a.example/#/x', false],
])('%s and %s are the same page: %s', (a, b, expected) => {
  expect(samePage(a, b)).toBe(expected);
});
