import { describe, expect, test } from 'vitest';
import { type MessageName, messages } from '../../../utils/shared/messages';
import { asExtension, asPage, type Sender } from '../../../utils/shared/sender';

const self = { id: 'docent', origin: 'chrome-extension://docent' };
const tab = { id: 7, windowId: 3, url: 'https://docs.example/' };
const page: Sender = { id: 'docent', url: 'https://docs.example/a', origin: 'https://docs.example', frameId: 0, tab };
const sidePanel: Sender = { id: 'docent', url: `${self.origin}/sidepanel.html`, origin: self.origin };
const optionsTab: Sender = {
  id: 'docent',
  url: `${self.origin}/options.html?x=1#y`,
  origin: self.origin,
  frameId: 0,
  tab: { id: 8, windowId: 3, url: `${self.origin}/options.html` },
};

const senders: [string, Sender, 'page' | 'extension' | 'nobody'][] = [
  ['a page in a tab', page, 'page'],
  ['a page sandboxed by its server', { ...page, origin: 'null' }, 'page'],
  ['a file in a tab', { ...page, url: 'file:///a.html', origin: 'file://' }, 'page'],
  ['a page whose document is active', { ...page, documentLifecycle: 'active' }, 'page'],
  ['a prerendered page', { ...page, documentLifecycle: 'prerender' }, 'nobody'],
  ['a frame in a page', { ...page, frameId: 4 }, 'page'],
  ['a frame the page wrote itself', { ...page, frameId: 4, url: 'about:srcdoc' }, 'page'],
  ['an empty tab', { ...page, url: 'about:blank' }, 'nobody'],
  ['a page without a frame number', { ...page, frameId: undefined }, 'nobody'],
  ['a page without a tab', { ...page, tab: undefined }, 'nobody'],
  ['a page of a tab without window', { ...page, tab: { id: 7 } }, 'nobody'],
  ['a page of another extension', { ...page, id: 'other' }, 'nobody'],
  ['a page with a foreign scheme', { ...page, url: 'data:text/html,x' }, 'nobody'],
  ['our side panel', sidePanel, 'extension'],
  ['our options page in a tab', optionsTab, 'extension'],
  ['our panel as the top frame of a sidebar', { ...sidePanel, frameId: 0 }, 'extension'],
  ['our options page in a tab whose address is hidden', { ...optionsTab, tab: { id: 8, windowId: 3 } }, 'extension'],
  ['our page framed by a hostile site', { ...optionsTab, frameId: 2, tab }, 'nobody'],
  [
    'our page framed where the tab’s address is hidden',
    { ...optionsTab, frameId: 2, tab: { id: 8, windowId: 3 } },
    'nobody',
  ],
  ['our page in a tab of another site', { ...optionsTab, tab }, 'nobody'],
  ['a page of ours that is no own page', { ...sidePanel, url: `${self.origin}/background.js` }, 'nobody'],
  ['a look-alike origin', { ...sidePanel, origin: `${self.origin}.evil.example` }, 'nobody'],
  ['a look-alike address', { ...sidePanel, url: `${self.origin}.evil.example/sidepanel.html` }, 'nobody'],
  ['our origin with the address of a site', { ...sidePanel, url: 'https://docs.example/sidepanel.html' }, 'nobody'],
  ['a site that names our page', { ...page, url: `${self.origin}/sidepanel.html` }, 'nobody'],
  ['nobody at all', {}, 'nobody'],
  ['an unreadable address', { ...sidePanel, url: 'sidepanel' }, 'nobody'],
];

describe.each(senders)('%s', (_title, sender, expected) => {
  test(`counts as ${expected}`, () => {
    expect(asPage(sender, self) !== null).toBe(expected === 'page');
    expect(asExtension(sender, self) !== null).toBe(expected === 'extension');
  });

  test.each(Object.keys(messages) as MessageName[])(`may send %s only if it is ${expected}`, (name) => {
    const verified = messages[name].from === 'page' ? asPage(sender, self) : asExtension(sender, self);
    expect(verified !== null).toBe(messages[name].from === expected);
  });
});

test('a page keeps what the browser says of it', () => {
  expect(asPage({ ...page, documentId: 'D' }, self)).toEqual({
    tabId: 7,
    windowId: 3,
    frameId: 0,
    documentId: 'D',
    url: 'https://docs.example/a',
    tabUrl: 'https://docs.example/',
  });
  expect(asPage({ ...page, frameId: 4, url: 'about:srcdoc' }, self)).toMatchObject({ url: 'https://docs.example/' });
});

test('one of our pages in a tab is known by its tab', () => {
  expect(asExtension(optionsTab, self)).toEqual({ tabId: 8 });
  expect(asExtension(sidePanel, self)).toEqual({});
});
