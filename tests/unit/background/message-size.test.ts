import { describe, expect, test, vi } from 'vitest';
import { createDispatcher, type Handlers } from '../../../utils/background/dispatcher';
import { captureTab } from '../../../utils/background/capture-tab';
import { isSmallMessage } from '../../../utils/background/message-size';
import * as limits from '../../../utils/passage/limits';
import { passageSchema } from '../../../utils/passage/schema';
import type { Sender } from '../../../utils/shared/sender';
import { passage } from './passages';

const self = { id: 'docent', origin: 'chrome-extension://docent' };
const page: Sender = {
  id: 'docent',
  url: 'https://docs.example/a',
  origin: 'https://docs.example',
  frameId: 0,
  tab: { id: 7, windowId: 3 },
};

const many = (length: number) => Array.from({ length }, (_, index) => `${index}`);
const full = passage('x', {
  text: 'x'.repeat(limits.MAX_TEXT),
  html: 'x'.repeat(limits.MAX_HTML),
  quote: { exact: 'x'.repeat(limits.MAX_TEXT), prefix: '', suffix: '' },
});

describe('a message of a page', () => {
  test.each<[string, unknown]>([
    ['a list of a million headings', { passage: { ...passage(), section: { headings: many(1_000_000) } } }],
    ['a million unknown keys', Object.fromEntries(many(1_000_000).map((key) => [key, 1]))],
    ['lists within lists', many(2_000).reduce<unknown>((inner) => [inner], 'x')],
    ['a megabyte in one string', { passage: { ...passage(), text: 'x'.repeat(1_000_000) } }],
    ['a megabyte in one name', { ['x'.repeat(1_000_000)]: 1 }],
  ])('with %s is not even parsed', (_name, request) => {
    const handler = vi.fn(() => Promise.resolve({}));
    const handlers = new Proxy({}, { get: () => handler }) as Handlers;
    const respond = vi.fn();
    expect(isSmallMessage(request)).toBe(false);
    createDispatcher(handlers, self)({ name: 'stagePassage', request }, page, respond);
    // In the same tick: whatever parses a request answers later.
    expect(respond).toHaveBeenCalledExactlyOnceWith({ ok: false, code: 'BAD_REQUEST', details: {} });
    expect(handler).not.toHaveBeenCalled();
  });

  test('may be the longest passage there is', () => {
    expect(isSmallMessage({ name: 'stagePassage', request: { passage: full, intent: 'ask' } })).toBe(true);
    expect(passageSchema.safeParse(full).success).toBe(true);
  });

  test('that a script in the page returned is counted first too', async () => {
    const frame = {
      page: null,
      isOuter: false,
      isOuterOfForeign: false,
      origin: 'https://docs.example',
      isViewer: false,
    };
    const capture = (extra: object) =>
      captureTab(() => Promise.resolve([{ frameId: 0, result: { ...frame, passage: full, ...extra } }]), 7);
    expect(await capture({})).toMatchObject({ kind: 'passage' });
    expect(await capture({ more: many(1_000_000) })).toEqual({ kind: 'closed' });
  });
});

test('a list that is too long is refused by its length, not by each of its items', () => {
  const section = { headings: Array.from({ length: limits.MAX_HEADINGS + 1_000 }, () => 1) };
  expect(passageSchema.safeParse({ ...passage(), section }).error?.issues).toHaveLength(1);
});

test.each<[string, (length: number) => object, number]>([
  ['the text', (length) => ({ text: 'x'.repeat(length) }), limits.MAX_TEXT],
  ['the markup', (length) => ({ html: 'x'.repeat(length) }), limits.MAX_HTML],
  ['the quote', (length) => ({ quote: { exact: 'x'.repeat(length), prefix: '', suffix: '' } }), limits.MAX_TEXT],
  ['a prefix', (length) => ({ quote: { exact: 'x', prefix: 'x'.repeat(length), suffix: '' } }), limits.MAX_CONTEXT],
  ['a suffix', (length) => ({ quote: { exact: 'x', prefix: '', suffix: 'x'.repeat(length) } }), limits.MAX_CONTEXT],
  ['the title', (length) => ({ page: { url: '', title: 'x'.repeat(length) } }), limits.MAX_TITLE],
  ['the address', (length) => ({ page: { url: 'x'.repeat(length), title: '' } }), limits.MAX_ATTRIBUTE],
  [
    'another address',
    (length) => ({ page: { url: '', title: '', canonical: 'x'.repeat(length) } }),
    limits.MAX_ATTRIBUTE,
  ],
  ['a proposal', (length) => ({ page: { url: '', title: '', backEnd: 'x'.repeat(length) } }), limits.MAX_BACK_END],
  ['a language', (length) => ({ page: { url: '', title: '', lang: 'x'.repeat(length) } }), limits.MAX_LANGUAGE],
  ['a hint', (length) => ({ page: { url: '', title: '', hints: ['x'.repeat(length)] } }), limits.MAX_HINT],
  ['the hints', (length) => ({ page: { url: '', title: '', hints: many(length) } }), limits.MAX_HINTS],
  ['a heading', (length) => ({ section: { headings: ['x'.repeat(length)] } }), limits.MAX_HEADING],
  ['the headings', (length) => ({ section: { headings: many(length) } }), limits.MAX_HEADINGS],
  ['an anchor', (length) => ({ section: { headings: [], anchor: 'x'.repeat(length) } }), limits.MAX_ANCHOR],
  ['a note', (length) => ({ section: { headings: [], note: 'x'.repeat(length) } }), limits.MAX_NAME],
  ['a tab', (length) => ({ section: { headings: [], tab: 'x'.repeat(length) } }), limits.MAX_NAME],
  ['the language of code', (length) => ({ code: { language: 'x'.repeat(length) } }), limits.MAX_LANGUAGE],
])('%s of a passage may have its limit and not one more', (_name, over, limit) => {
  const isTaken = (length: number) => passageSchema.safeParse({ ...passage(), ...over(length) }).success;
  expect([isTaken(limit), isTaken(limit + 1)]).toEqual([true, false]);
});
