import { describe, expect, test } from 'vitest';
import { deviceConnection } from '../../../utils/connection/schema';
import { currentConnection, effectiveMode, routePassage, takePassage } from '../../../utils/panel/conversation';
import { offeredModes } from '../../../utils/connection/modes';
import { threadOpened } from '../../../utils/panel/draft-changes';
import { matchesSite } from '../../../utils/connection/site-rules';
import { aConnection, aDraft, card, staged } from './passages';

const python = aConnection({ id: 'python', sites: [{ match: 'docs.python.org', mode: 'docs' }] });
const wide = aConnection({ id: 'wide', sites: [{ match: '*.example.com/guide/*' }] });
const connections = [python, wide, deviceConnection];

test.each([
  ['docs.python.org', 'https://docs.python.org/3/', true],
  ['docs.python.org', 'https://docs.python.org.evil.example/', false],
  ['docs.python.org', 'https://xdocs.python.org/', false],
  ['*.example.com', 'https://example.com/', true],
  ['*.example.com', 'https://a.b.example.com/x', true],
  ['*.example.com', 'https://badexample.com/', false],
  ['*.example.com/guide/*', 'https://docs.example.com/guide/foxes', true],
  ['*.example.com/guide/*', 'https://docs.example.com/blog/foxes', false],
  ['https://docs.python.org/*', 'http://docs.python.org/3/', true],
  ['localhost:8000', 'http://localhost:8000/a', true],
  ['', 'https://docs.python.org/', false],
  ['docs.python.org', 'not an address', false],
])('%s covers %s: %s', (pattern, address, expected) => {
  expect(matchesSite(pattern, address)).toBe(expected);
});

describe('the one conversation rule', () => {
  const route = (draft: ReturnType<typeof aDraft>, address: string) =>
    routePassage(draft, address, { connections, defaultConnectionId: 'device' });
  const open = aDraft({ connectionId: 'python', threadId: 't', pinned: [card()] });

  test('a passage of the same connection joins the open conversation', () => {
    expect(route(open, 'https://docs.python.org/3/library/json.html')).toBe(open);
  });
  test('a passage of a site without a connection of its own joins it too', () => {
    expect(route(open, 'https://nowhere.example.org/')).toBe(open);
  });
  test('a passage of another connection opens its own', () => {
    expect(route(open, 'https://docs.example.com/guide/foxes')).toMatchObject({
      connectionId: 'wide',
      threadId: null,
      pinned: [],
    });
  });
  test('a draft without a choice counts as the default connection', () => {
    const draft = aDraft();
    expect(routePassage(draft, 'https://docs.python.org/3/', { connections, defaultConnectionId: 'python' })).toBe(
      draft,
    );
  });
});

describe('a page with nothing selected on it', () => {
  const url = 'https://docs.example.org/guide';
  const page = { url, title: 'Guide' };
  const elsewhere = { url: 'https://docs.example.org/other', title: 'Other' };
  const whole = (kind: 'offered' | 'asked', id = 'the-page') => staged({ id, page, text: 'Guide' }, { whole: kind });
  const take = (draft: ReturnType<typeof aDraft>, one = whole('offered')) =>
    takePassage(draft, one, { connections, defaultConnectionId: 'device' });
  const ids = ({ passages }: ReturnType<typeof aDraft>) => passages.map((item) => item.staged.passage.id);
  const waiting = (one: ReturnType<typeof staged>) => aDraft({ passages: [{ staged: one, start: 0 }] });

  test.each([
    ['an empty panel takes it', aDraft(), ['the-page'], 0],
    ['words that were typed are no reason against it', aDraft({ text: 'Why?' }), ['the-page'], 0],
    ['a selection that waits stays', waiting(staged({ id: 'selected-1' })), ['selected-1'], 0],
    ['the same page that waits is read anew', waiting(whole('offered', 'the-page-before')), ['the-page'], 0],
    [
      'another page that waits makes way, and comes back with Undo',
      waiting(staged({ id: 'page-before', page: elsewhere }, { whole: 'offered' })),
      ['the-page'],
      1,
    ],
    ['a conversation about it goes on', aDraft({ threadId: 't', pinned: [card({ page })] }), [], 0],
    [
      'a conversation about another page is asked about it',
      aDraft({ threadId: 't', pinned: [card()] }),
      ['the-page'],
      0,
    ],
  ])('%s', (_name, draft, expected, replaced) => {
    const taken = take(draft);
    expect([ids(taken), taken.replaced.length]).toEqual([expected, replaced]);
    expect(taken.text).toBe(draft.text);
  });

  test('opens no other conversation when it is offered, and does when it is asked about', () => {
    const draft = aDraft({ connectionId: 'device', threadId: 't' });
    const docs = { url: 'https://docs.python.org/3/', title: 'Python' };
    const of = (kind: 'offered' | 'asked') => staged({ id: 'the-page', page: docs }, { whole: kind });
    expect(take(draft, of('offered'))).toBe(draft);
    expect(take(draft, of('asked'))).toMatchObject({ connectionId: 'python', threadId: null });
  });

  test('goes before a selection when the menu asked for it, which Undo brings back', () => {
    const taken = take(waiting(staged({ id: 'selected-1' })), whole('asked'));
    expect([ids(taken), taken.replaced.length]).toEqual([['the-page'], 1]);
  });

  test('makes way for what is selected later', () => {
    const taken = take(take(aDraft()), staged({ id: 'selected-1', page }));
    expect([ids(taken), taken.replaced.length]).toEqual([['selected-1'], 1]);
  });

  test('goes when the reader opens an earlier conversation, unless they had asked about it', () => {
    const opened = (kind: 'offered' | 'asked') => threadOpened(waiting(whole(kind)), 'an earlier one', 'device');
    expect([ids(opened('offered')), ids(opened('asked'))]).toEqual([[], ['the-page']]);
    expect(ids(threadOpened(aDraft({ ...waiting(whole('offered')), threadId: 't' }), null, 'device'))).toEqual([
      'the-page',
    ]);
  });
});

test('the connection that answers is the draft’s, else the default, else none', () => {
  expect(currentConnection({ connectionId: 'wide' }, connections, 'python')?.id).toBe('wide');
  expect(currentConnection({ connectionId: 'removed' }, connections, 'python')?.id).toBe('python');
  expect(currentConnection({ connectionId: null }, connections, null)).toBeUndefined();
});

describe('modes', () => {
  const all = aConnection({ presentation: { modes: ['docs', 'page', 'passage'] }, sites: python.sites });
  const address = 'https://docs.python.org/3/';

  test('are offered in one order, and only the passage where nothing is said', () => {
    expect(offeredModes(all)).toEqual(['passage', 'page', 'docs']);
    expect(offeredModes(aConnection())).toEqual(['passage']);
  });
  test.each([
    ['the reader’s choice wins', { mode: 'page' as const }, all, address, 'page'],
    ['a choice that is not offered is none', { mode: 'docs' as const }, aConnection(), address, 'passage'],
    ['the site has a mode of its own', { mode: null }, all, address, 'docs'],
    ['else the first one offered', { mode: null }, all, 'https://other.example/', 'passage'],
    [
      'a language model reads the section, too',
      { mode: null },
      aConnection({ kind: 'model', presentation: { modes: ['passage', 'section', 'page'] } }),
      address,
      'section',
    ],
    [
      'so does the browser’s',
      { mode: null },
      aConnection({ kind: 'browser-model', presentation: { modes: ['passage', 'section', 'page'] } }),
      address,
      'section',
    ],
    [
      'the reader’s own choice stays there, too',
      { mode: 'passage' as const },
      aConnection({ kind: 'model', presentation: { modes: ['passage', 'section', 'page'] } }),
      address,
      'passage',
    ],
    [
      'a back end says its own',
      { mode: null },
      aConnection({ presentation: { modes: ['passage', 'section', 'page'], defaultMode: 'section' } }),
      address,
      'section',
    ],
    [
      'one that it does not offer is none',
      { mode: null },
      aConnection({ presentation: { modes: ['passage', 'page'], defaultMode: 'section' } }),
      address,
      'passage',
    ],
    ['quotes read the passage', { mode: null }, deviceConnection, address, 'passage'],
    [
      'a page is never preset',
      { mode: null },
      aConnection({ presentation: { modes: ['page', 'docs'] } }),
      address,
      'docs',
    ],
  ])('%s', (_name, draft, connection, url, expected) => {
    expect(effectiveMode(draft, connection, url)).toBe(expected);
  });
});
