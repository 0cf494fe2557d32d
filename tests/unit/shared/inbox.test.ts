import { describe, expect, test } from 'vitest';
import { emptyDraft } from '../../../utils/shared/draft';
import {
  appendToInbox,
  forgetWindow,
  hasWaitingPassage,
  inboxKey,
  inboxNoteKey,
  leaveNote,
  readInbox,
} from '../../../utils/shared/inbox';
import { createMemoryArea } from '../background/memory-area';
import { passage, staged } from '../background/passages';

describe('the inbox', () => {
  test('keeps a passage under its window and id', async () => {
    const { area, items } = createMemoryArea();
    const entry = staged('One.');
    expect(await appendToInbox(area, 4, entry)).toBe(true);
    expect([...items]).toEqual([[inboxKey(4, entry.passage.id), entry]]);
    expect(inboxKey(4, 'abcdefgh')).toBe('inbox:4:abcdefgh');
  });

  test('of one window does not show in another', async () => {
    const { area } = createMemoryArea();
    await appendToInbox(area, 1, staged('One.'));
    await appendToInbox(area, 11, staged('Eleven.'));
    expect((await readInbox(area, 1)).map(({ passage: { text } }) => text)).toEqual(['One.']);
  });

  test('takes fifty presses on the same selection once', async () => {
    const { area, items } = createMemoryArea();
    const text = 'The same words.';
    for (let press = 0; press < 50; press += 1) await appendToInbox(area, 1, staged(text));
    expect(items.size).toBe(1);
  });

  test('tells the same words of two documents apart', async () => {
    const { area, items } = createMemoryArea();
    const words = 'The same words.';
    await appendToInbox(area, 1, staged(words, { origin: { tabId: 7, documentId: 'A' } }));
    await appendToInbox(area, 1, staged(words, { origin: { tabId: 7, documentId: 'B' } }));
    expect(items.size).toBe(2);
  });

  test('drops the oldest beyond ten of a window', async () => {
    const { area } = createMemoryArea();
    for (let index = 0; index < 14; index += 1) await appendToInbox(area, 1, staged(`Number ${index}.`));
    const texts = (await readInbox(area, 1)).map(({ passage: { text } }) => text);
    expect(texts).toEqual(Array.from({ length: 10 }, (_, index) => `Number ${index + 4}.`));
  });

  test('drops the oldest of any window before it fills the area', async () => {
    const { area } = createMemoryArea();
    const big = (index: number) => staged(`${index}${'x'.repeat(199_000)}`);
    for (let index = 0; index < 30; index += 1) await appendToInbox(area, index, big(index));
    expect(JSON.stringify(await area.get(null)).length).toBeLessThan(4_300_000);
    expect(await readInbox(area, 29)).toHaveLength(1);
    expect(await readInbox(area, 0)).toHaveLength(0);
  });

  test('gives up the other passages, then this one, when the area is full of something else', async () => {
    const { area, items } = createMemoryArea(3_000);
    await appendToInbox(area, 1, staged('a'.repeat(400)));
    expect(await appendToInbox(area, 1, staged('b'.repeat(1_000)))).toBe(true);
    expect(items.size).toBe(1);
    expect(await appendToInbox(area, 1, staged('c'.repeat(5_000)))).toBe(false);
  });

  test('holds a note for the panel that no passage can overwrite', async () => {
    const { area, items } = createMemoryArea();
    await leaveNote(area, 1, { code: 'PAGE_CLOSED', at: 5 });
    expect(items.get(inboxNoteKey(1))).toEqual({ code: 'PAGE_CLOSED', at: 5 });
    expect(await readInbox(area, 1)).toEqual([]);
  });

  test('ignores what does not parse', async () => {
    const { area } = createMemoryArea();
    await area.set({ 'inbox:1:rubbish-1': { passage: 1 }, 'inbox:1:rubbish-2': null });
    expect(await appendToInbox(area, 1, staged('Fine.'))).toBe(true);
    expect(await readInbox(area, 1)).toHaveLength(1);
  });
});

describe('a waiting passage', () => {
  const cases: [string, Record<string, unknown>, boolean][] = [
    ['in the inbox', { 'inbox:1:passage-x': staged('Here.') }, true],
    ['unsent in the draft', { 'draft:1': { ...emptyDraft, passages: [{ staged: staged('Here.'), start: 0 }] } }, true],
    ['pinned after Send', { 'draft:1': { ...emptyDraft, pinned: [{ staged: staged('Here.'), start: 0 }] } }, false],
    ['in another window', { 'inbox:2:passage-x': staged('There.') }, false],
    ['in a draft that is no draft', { 'draft:1': 'x' }, false],
    ['nowhere', {}, false],
  ];
  test.each(cases)('is found %s', async (_title, stored, expected) => {
    const { area } = createMemoryArea();
    await area.set(stored);
    expect(await hasWaitingPassage(area, 1)).toBe(expected);
  });
});

test('a closed window takes its inbox and draft along, and nobody else’s', async () => {
  const { area, items } = createMemoryArea();
  await area.set({ 'inbox:1:passage-x': passage(), 'draft:1': emptyDraft, 'draft:11': emptyDraft, 'token:1': 'kept' });
  await forgetWindow(area, 1);
  expect([...items.keys()]).toEqual(['draft:11', 'token:1']);
});
