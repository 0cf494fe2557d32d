import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CLIENT_ID, startOidcProvider } from '../../contracts/oidc';
import { type GuardedChat, SESSION_COOKIE, SESSION_TOKEN, startGuardedChat } from '../../contracts/sign-in';
import { readAnswer, watchAnswer } from '../../../scripts/lib/answer';
import { ask, typeQuestion } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Firefox } from '../../../scripts/lib/firefox';
import { connectBackEnd } from '../../../scripts/lib/first-run';
import { visibleText } from '../../../scripts/lib/in-page';
import { composerText } from '../rig/own-page';
import { pythonPage } from '../rig/pages';
import { readyChromium, readyFirefox } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { askTwice, connectInOptions, stage, switchTo } from './journey';

const SHARED_KEY = 'shared-canary-9fQ2vV7xLmN4pR6s';

/** A provider, and a chat behind each way to sign in. */
async function startServers() {
  const provider = await startOidcProvider();
  const keyed = await startGuardedChat({
    name: 'Keyed docs',
    descriptor: { auth: 'key' },
    by: 'bearer',
    accepts: (token) => token === SHARED_KEY,
  });
  const byProvider = await startGuardedChat({
    name: 'Provider docs',
    descriptor: { auth: 'oidc', oidc: { issuer: provider.url, clientId: CLIENT_ID } },
    by: 'bearer',
    accepts: (token) => provider.valid.has(token),
  });
  const bySession = await startGuardedChat({
    name: 'Session docs',
    descriptor: { auth: 'better-auth', token: { url: '../auth/token' }, signIn: '../sign-in' },
    by: 'bearer',
    accepts: (token) => token === SESSION_TOKEN,
  });
  const byCookie = await startGuardedChat({
    name: 'Cookie docs',
    descriptor: { auth: 'cookie', signIn: '../sign-in' },
    by: 'cookie',
  });
  const chats = [keyed, byProvider, bySession, byCookie];
  /** No back end was ever sent what belongs to another. */
  const checkApart = () => {
    for (const server of chats) {
      const wire = JSON.stringify(server.requests);
      if (server !== keyed) expect(wire).not.toContain(SHARED_KEY);
      if (server !== bySession) expect(wire).not.toContain(SESSION_TOKEN);
      if (server !== byProvider) expect(wire).not.toMatch(/\bat-[0-9a-f]{8}/);
      expect(wire).not.toMatch(/\brt-[0-9a-f]{8}/);
    }
  };
  return {
    provider,
    keyed,
    byProvider,
    bySession,
    byCookie,
    checkApart,
    /** Forgets what was asked so far, which is looked at first. */
    forget() {
      checkApart();
      chats.forEach(({ requests }) => requests.splice(0));
    },
    async close() {
      for (const server of [provider, ...chats]) await server.close();
    },
  };
}
type Servers = Awaited<ReturnType<typeof startServers>>;

const bearers = ({ requests }: GuardedChat) => new Set(requests.flatMap(({ headers }) => headers.authorization ?? []));

describe('Chromium signs in', () => {
  let docs: DocsServer;
  let servers: Servers;
  let chromium: Chromium;
  let panel: Surface;
  const planted = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(planted.path, planted.after, planted.sentence);
    servers = await startServers();
    chromium = await readyChromium(
      { extension: inject('builds').chrome },
      { address: servers.keyed.url, key: SHARED_KEY, remember: false },
    );
  });
  afterAll(async () => {
    await chromium?.close();
    await servers?.close();
    await docs?.close();
  });

  test('with a shared key, and asks on about the passage', async () => {
    panel = await stage(chromium, docs.origin, planted);
    const { first, followUp } = await askTwice(panel);
    expect(first).toContain(planted.sentence);
    expect(followUp).toContain(planted.sentence);
    expect([...bearers(servers.keyed)]).toEqual([`Bearer ${SHARED_KEY}`]);
  });

  test('after a reload that was refused, and what is still being written is not sent by it', async () => {
    const { page } = await chromium.panel();
    const { accepts } = servers.keyed;
    servers.keyed.accepts = () => false;
    servers.forget();
    await page.reload();
    await seeText(panel, 'asks you to sign in again');
    await typeQuestion(panel, 'Half a thou');
    await pressButton(panel, 'Enter key');
    servers.keyed.accepts = accepts;
    await until('the field for the key', () =>
      panel.run(() => document.activeElement?.matches('input[type=password]')),
    );
    await panel.type(SHARED_KEY);
    await panel.press('Enter');
    await until('the conversation', async () => (await panel.run(visibleText)).includes('And then?'));
    expect(await panel.run(composerText)).toBe('Half a thou');
    const asked = servers.keyed.requests.map(({ json }) => json?.type);
    expect(asked).toContain('threads.get_by_id');
    expect(asked.filter((type) => type === 'threads.create' || type === 'threads.add_user_message')).toEqual([]);
    await pressControl(panel, 'textbox', 'Your question');
    await panel.press('a', { hold: ['Control'] });
    await panel.press('Backspace');
  });

  test('with OpenID Connect in the browser’s own window, without a key', async () => {
    servers.forget();
    await connectInOptions(chromium, { address: servers.byProvider.url });
    await switchTo(panel, 'Provider docs');
    panel = await stage(chromium, docs.origin, planted);
    const { first, followUp } = await askTwice(panel);
    expect(first).toContain(planted.sentence);
    expect(followUp).toContain(planted.sentence);
    expect([...bearers(servers.byProvider)].every((bearer) => bearer.startsWith('Bearer at-'))).toBe(true);
    expect(servers.provider.requests.filter(({ path }) => path.startsWith('/authorize'))).toHaveLength(1);
  });

  test('with the session cookie of a Better Auth site, which buys one token for a burst of requests', async () => {
    servers.forget();
    const { page } = await chromium.openTab(`${servers.bySession.url}/sign-in`);
    await page.close();
    await connectInOptions(chromium, { address: servers.bySession.url });
    await switchTo(panel, 'Session docs');
    panel = await stage(chromium, docs.origin, planted);
    expect((await askTwice(panel)).followUp).toContain(planted.sentence);
    const vends = servers.bySession.requests.filter(({ path }) => path === '/auth/token');
    expect(vends).toHaveLength(1);
    expect(vends[0]?.headers.cookie).toContain(SESSION_COOKIE);
    // The chat is on the same origin and gets the token, never the cookie.
    for (const { path, headers } of servers.bySession.requests) {
      if (path === '/chatkit') expect(headers.cookie).toBeUndefined();
    }
  });

  test('with cookies, after its own sign-in page when they are missing', async () => {
    servers.forget();
    const { page } = await chromium.openTab(`${servers.byCookie.url}/sign-in`);
    await page.close();
    await connectInOptions(chromium, { address: servers.byCookie.url });
    await switchTo(panel, 'Cookie docs');
    servers.forget();
    await chromium.browser.deleteCookie(...(await chromium.browser.cookies()));
    panel = await stage(chromium, docs.origin, planted);
    await panel.type('What is this about?');
    await panel.press('Enter');
    // A question clears what an earlier request was refused with, so the notice seen then is its own.
    await until('the question', () =>
      Promise.resolve(servers.byCookie.requests.some(({ json }) => json?.type === 'threads.create')),
    );
    await seeText(panel, 'asks you to sign in again');
    await pressButton(panel, 'Sign in');
    await seeText(panel, 'in the tab that has opened');
    await watchAnswer(panel);
    await pressButton(panel, 'Try again');
    expect((await readAnswer(panel)).text).toContain(planted.fact);
    expect((await ask(panel, 'And then?')).text).toContain(planted.sentence);
    expect([...bearers(servers.byCookie)]).toEqual([]);
  });

  test('and no back end was ever sent what belongs to another', () => servers.checkApart());
});

describe('Firefox signs in', () => {
  let docs: DocsServer;
  let servers: Servers;
  let firefox: Firefox;
  let panel: Surface;
  const planted = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(planted.path, planted.after, planted.sentence);
    servers = await startServers();
    firefox = await readyFirefox({ extension: inject('builds').firefox }, { address: servers.byProvider.url });
  });
  afterAll(async () => {
    await firefox?.close();
    await servers?.close();
    await docs?.close();
  });

  /** Selects the passage and presses the button; the sidebar opens by the hand-over once and stays. */
  async function stage(isOpen = true): Promise<void> {
    const { page, surface } = await firefox.openTab(docs.origin + planted.path);
    await selectWithMouse(surface, planted.passage);
    await firefox.pressPopover(page);
    if (!isOpen) await (await firefox.popup()).press('Enter');
    panel = await firefox.sidebar();
    await seeText(panel, 'Be cautious when parsing JSON data');
  }
  async function connectFromItsSite({ url }: GuardedChat): Promise<void> {
    const { page: site } = await firefox.openTab(`${url}/sign-in`);
    await site.close();
    const { page, surface } = await firefox.openOwnPage('/options.html#backends');
    await connectBackEnd(surface, { address: url });
    await page.close();
  }

  test('with OpenID Connect in the browser’s own window', async () => {
    await stage(false);
    const { first, followUp } = await askTwice(panel);
    expect(first).toContain(planted.sentence);
    expect(followUp).toContain(planted.sentence);
    expect([...bearers(servers.byProvider)].every((bearer) => bearer.startsWith('Bearer at-'))).toBe(true);
    expect(servers.provider.requests.filter(({ path }) => path.startsWith('/authorize'))).toHaveLength(1);
  });

  test('with the session cookie of a Better Auth site, and with the cookies of a chat of its own', async () => {
    await connectFromItsSite(servers.bySession);
    await switchTo(panel, 'Session docs');
    await stage();
    expect((await askTwice(panel)).followUp).toContain(planted.sentence);
    const { requests } = servers.bySession;
    expect(requests.filter(({ path }) => path === '/auth/token').length).toBe(1);
    for (const { path, headers } of requests) if (path === '/chatkit') expect(headers.cookie).toBeUndefined();

    await connectFromItsSite(servers.byCookie);
    await switchTo(panel, 'Cookie docs');
    await stage();
    expect((await askTwice(panel)).followUp).toContain(planted.sentence);
    expect([...bearers(servers.byCookie)]).toEqual([]);
    servers.checkApart();
  });
});
