import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CLIENT_ID, type OidcProvider, startOidcProvider } from '../../contracts/oidc';
import { type GuardedChat, SESSION_COOKIE, SESSION_TOKEN, startGuardedChat } from '../../contracts/sign-in';
import { ask } from '../rig/ask';
import { type Chromium } from '../rig/chromium';
import { pressButton, seeText } from '../rig/controls';
import { type DocsServer, serveDocs } from '../rig/docs-server';
import { pythonPage } from '../rig/pages';
import { readyChromium } from '../rig/ready';
import { type Surface } from '../rig/surface';
import { askTwice, connectInOptions, stage, switchTo } from './journey';

const SHARED_KEY = 'shared-canary-9fQ2vV7xLmN4pR6s';

describe('Chromium signs in', () => {
  let docs: DocsServer;
  let provider: OidcProvider;
  let keyed: GuardedChat;
  let byProvider: GuardedChat;
  let bySession: GuardedChat;
  let byCookie: GuardedChat;
  let chromium: Chromium;
  let panel: Surface;
  const planted = pythonPage();
  const all = () => [keyed, byProvider, bySession, byCookie];

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(planted.path, planted.after, planted.sentence);
    provider = await startOidcProvider();
    keyed = await startGuardedChat({
      name: 'Keyed docs',
      descriptor: { auth: 'key' },
      by: 'bearer',
      accepts: (token) => token === SHARED_KEY,
    });
    byProvider = await startGuardedChat({
      name: 'Provider docs',
      descriptor: { auth: 'oidc', oidc: { issuer: provider.url, clientId: CLIENT_ID } },
      by: 'bearer',
      accepts: (token) => provider.valid.has(token),
    });
    bySession = await startGuardedChat({
      name: 'Session docs',
      descriptor: { auth: 'better-auth', token: { url: '../auth/token' }, signIn: '../sign-in' },
      by: 'bearer',
      accepts: (token) => token === SESSION_TOKEN,
    });
    byCookie = await startGuardedChat({
      name: 'Cookie docs',
      descriptor: { auth: 'cookie', signIn: '../sign-in' },
      by: 'cookie',
    });
    chromium = await readyChromium(
      { extension: inject('builds').chrome },
      { address: keyed.url, key: SHARED_KEY, remember: false },
    );
  });
  afterAll(async () => {
    await chromium?.close();
    for (const server of [docs, provider, keyed, byProvider, bySession, byCookie]) await server?.close();
  });

  const forget = () => all().forEach(({ requests }) => requests.splice(0));
  const bearers = ({ requests }: GuardedChat) =>
    new Set(requests.flatMap(({ headers }) => headers.authorization ?? []));

  test('with a shared key, and asks on about the passage', async () => {
    panel = await stage(chromium, docs.origin, planted);
    const { first, followUp } = await askTwice(panel);
    expect(first).toContain(planted.sentence);
    expect(followUp).toContain(planted.sentence);
    expect([...bearers(keyed)]).toEqual([`Bearer ${SHARED_KEY}`]);
  });

  test('with OpenID Connect in the browser’s own window, without a key', async () => {
    forget();
    await connectInOptions(chromium, { address: byProvider.url });
    await switchTo(panel, 'Provider docs');
    panel = await stage(chromium, docs.origin, planted);
    const { first, followUp } = await askTwice(panel);
    expect(first).toContain(planted.sentence);
    expect(followUp).toContain(planted.sentence);
    expect([...bearers(byProvider)].every((bearer) => bearer.startsWith('Bearer at-'))).toBe(true);
    expect(provider.requests.filter(({ path }) => path.startsWith('/authorize'))).toHaveLength(1);
  });

  test('with the session cookie of a Better Auth site, which buys one token for a burst of requests', async () => {
    forget();
    const { page } = await chromium.openTab(`${bySession.url}/sign-in`);
    await page.close();
    await connectInOptions(chromium, { address: bySession.url });
    await switchTo(panel, 'Session docs');
    panel = await stage(chromium, docs.origin, planted);
    expect((await askTwice(panel)).followUp).toContain(planted.sentence);
    const vends = bySession.requests.filter(({ path }) => path === '/auth/token');
    expect(vends).toHaveLength(1);
    expect(vends[0]?.headers.cookie).toContain(SESSION_COOKIE);
    // The chat is on the same origin and gets the token, never the cookie.
    for (const { path, headers } of bySession.requests) {
      if (path === '/chatkit') expect(headers.cookie).toBeUndefined();
    }
  });

  test('with cookies, after its own sign-in page when they are missing', async () => {
    forget();
    const { page } = await chromium.openTab(`${byCookie.url}/sign-in`);
    await page.close();
    await connectInOptions(chromium, { address: byCookie.url });
    await switchTo(panel, 'Cookie docs');
    await chromium.browser.deleteCookie(...(await chromium.browser.cookies()));
    panel = await stage(chromium, docs.origin, planted);
    await panel.type('What is this about?');
    await panel.press('Enter');
    await seeText(panel, 'asks you to sign in again');
    await pressButton(panel, 'Sign in');
    await seeText(panel, 'in the tab that has opened');
    await pressButton(panel, 'Try again');
    await seeText(panel, planted.fact);
    expect((await ask(panel, 'And then?')).text).toContain(planted.sentence);
    expect([...bearers(byCookie)]).toEqual([]);
  });

  test('and no back end was ever sent what belongs to another', () => {
    for (const server of all()) {
      const wire = JSON.stringify(server.requests);
      if (server !== keyed) expect(wire).not.toContain(SHARED_KEY);
      if (server !== bySession) expect(wire).not.toContain(SESSION_TOKEN);
      if (server !== byProvider) expect(wire).not.toMatch(/\bat-[0-9a-f]{8}/);
      expect(wire).not.toMatch(/\brt-[0-9a-f]{8}/);
    }
  });
});
