import { describe, expect, test } from 'vitest';
import { deviceConnection } from '../../../utils/connection/schema';
import { currentConnection, effectiveMode, routePassage } from '../../../utils/panel/conversation';
import { offeredModes } from '../../../utils/connection/modes';
import { matchesSite } from '../../../utils/connection/site-rules';
import { aConnection, aDraft, card } from './passages';

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
