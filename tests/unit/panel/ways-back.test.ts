import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { pageOfQuote, passageOfEntity, passageOfLink, passagesOfQuote } from '../../../utils/panel/thread-ways';
import { forgetWays, forgetWaysOf, keepWay, MAX_THREADS, readWays } from '../../../utils/shared/ways-back';
import { staged } from './passages';

const one = staged({ id: 'passage-one', text: 'A first passage\n about foxes.' });
const two = staged({
  id: 'passage-two',
  text: 'A second passage about herons.',
  page: { url: 'https://docs.example.com/guide/herons', title: 'Herons' },
  section: { headings: ['Watching'], anchor: 'watching' },
});
const sent = (quoted: string, ...passages: (typeof one)[]) => ({ quoted, staged: passages });

describe('where passages came from', () => {
  beforeEach(async () => {
    await forgetWaysOf('docs');
    await forgetWaysOf('other');
  });
  const ids = async (connectionId: string, threadId: string) =>
    (await readWays(connectionId, threadId)).map((entry) => entry.staged.map(({ passage }) => passage.id));

  test('is read back per thread of a connection, the same words once and the last time they were sent', async () => {
    await keepWay('docs', 't1', sent('one', one), 1);
    await keepWay('docs', 't1', sent('two', two), 2);
    await keepWay('docs', 't1', sent('one', one), 3);
    await keepWay('other', 't1', sent('two', two), 4);
    expect(await ids('docs', 't1')).toEqual([['passage-two'], ['passage-one']]);
    expect(await ids('docs', 't2')).toEqual([]);
  });

  test('holds neither markup nor anything else of the page than what finds the passage', async () => {
    const full = staged({
      id: 'passage-full',
      html: '<p>secret</p>',
      hidden: true,
      page: { url: 'https://docs.example.com/', title: 'T', hints: ['generator: x'], backEnd: 'https://b.example' },
    });
    await keepWay('docs', 't1', sent('full', full), 1);
    const [kept] = await readWays('docs', 't1');
    expect(kept?.staged[0]).toEqual({
      passage: {
        id: 'passage-full',
        text: full.passage.text,
        quote: full.passage.quote,
        section: full.passage.section,
        capturedAt: 1_000,
        page: { url: 'https://docs.example.com/', title: 'T' },
      },
      origin: { tabId: 7 },
      intent: 'ask',
    });
  });

  test('goes with its thread, and with its connection', async () => {
    await keepWay('docs', 't1', sent('one', one), 1);
    await keepWay('docs', 't2', sent('one', one), 1);
    await keepWay('other', 't1', sent('one', one), 1);
    await forgetWays('docs', 't1');
    expect([await ids('docs', 't1'), await ids('docs', 't2')]).toEqual([[], [['passage-one']]]);
    await forgetWaysOf('docs');
    expect([await ids('docs', 't2'), await ids('other', 't1')]).toEqual([[], [['passage-one']]]);
  });

  test('of the threads that were quiet the longest goes when there are too many', async () => {
    for (let count = 0; count <= MAX_THREADS; count += 1) await keepWay('docs', `t${count}`, sent('one', one), count);
    expect(await ids('docs', 't0')).toEqual([]);
    expect(await ids('docs', 't1')).toEqual([['passage-one']]);
  });
});

describe('the way back', () => {
  const ways = [sent('A first passage about foxes.', one), sent('[1] A first\n\n[2] A second', one, two)];

  test.each([
    ['word for word', 'A first passage about foxes.', ['passage-one']],
    ['with other white space', ' A first  passage\nabout foxes.', ['passage-one']],
    ['of several passages', '[1] A first\n\n[2] A second', ['passage-one', 'passage-two']],
    ['that nobody sent from here', 'Something else', []],
  ])('from a quote %s', (_name, quote, expected) => {
    expect(passagesOfQuote(ways, quote).map(({ passage }) => passage.id)).toEqual(expected);
  });

  const page = 'https://docs.example.com/guide/herons';
  test.each([
    ['of the quoted passage', [sent('a', one), sent('b', two)], 'b', page],
    ['of all that was sent, where a follow-up quotes nothing', [sent('a', two), sent('b', two)], undefined, page],
    ['none, where two pages were quoted', [sent('a', one, two)], 'a', null],
    ['none, where it may be either', [sent('a', one), sent('b', two)], 'other', null],
    ['none, where nothing was sent', [], 'a', null],
  ])('to the page %s', (_name, of, quote, expected) => {
    expect(pageOfQuote(of, quote)).toBe(expected);
  });

  test.each([
    ['the passage that holds the words', { place: 'passage', quote: 'first passage about' }, 'passage-one'],
    ['the newest passage, when none holds them', { place: 'passage', quote: 'elsewhere' }, 'passage-one'],
    ['nothing, for an entity of another server', { kind: 'ticket' }, undefined],
    ['nothing, for an entity without data', undefined, undefined],
  ])('from a citation leads to %s', (_name, data, expected) => {
    expect(passageOfEntity(ways, { data })?.passage.id).toBe(expected);
  });

  test('from a citation of the page leads to the cited words in it', () => {
    const found = passageOfEntity([sent('two', two)], { data: { place: 'page', quote: 'Herons wade.' } });
    expect(found?.passage).toMatchObject({ quote: { exact: 'Herons wade.', prefix: '' }, page: two.passage.page });
    expect(passageOfEntity([], { data: { place: 'page', quote: 'Herons wade.' } })).toBeUndefined();
  });

  test.each([
    ['https://docs.example.com/guide/herons', 'passage-two'],
    ['https://docs.example.com/guide/herons#watching', 'passage-two'],
    ['https://docs.example.com/guide/herons#watching:~:text=A%20second', 'passage-two'],
    ['https://docs.example.com/guide/herons#feeding', undefined],
    ['https://docs.example.com/guide/storks', undefined],
    ['https://elsewhere.example/guide/herons', undefined],
    ['not an address', undefined],
  ])('from the link %s leads to %s', (href, expected) => {
    expect(passageOfLink(ways, href)?.passage.id).toBe(expected);
  });

  test('from a link to a page that its site names in the fragment leads to that page', () => {
    const at = (id: string, route: string) =>
      staged({ id, page: { url: `https://docsify.example/#/${route}`, title: route }, section: { headings: [] } });
    const routed = [sent('three', at('foxes', 'foxes'), at('herons', 'herons'))];
    expect(passageOfLink(routed, 'https://docsify.example/#/foxes:~:text=fox')?.passage.id).toBe('foxes');
    expect(passageOfLink(routed, 'https://docsify.example/#/cats')).toBeUndefined();
  });
});
