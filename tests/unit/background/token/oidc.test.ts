import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../../../utils/connection/schema';
import { AppError } from '../../../../utils/shared/errors';
import { createLogins } from '../../../../utils/background/token/logins';
import { createOidc } from '../../../../utils/background/token/oidc';
import { createVend } from '../../../../utils/background/token/vend';
import { CLIENT_ID, type OidcProvider, startOidcProvider } from '../../../contracts/oidc';
import { createMemoryArea } from '../memory-area';
import { backEnd } from './connections';

const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
let provider: OidcProvider;
beforeEach(async () => {
  provider = await startOidcProvider();
});
afterEach(() => provider.close());

/** As the browser's window does: the provider's page is visited until it leads to the redirect address. */
const visit = async (address: string): Promise<string> => {
  const response = await fetch(address, { redirect: 'manual' });
  const ended = response.headers.get('location');
  if (ended === null) throw new Error('The reader closed the window.');
  return ended;
};

function rig(over: Partial<Connection> = {}, launch = visit) {
  const clock = { now: Date.now() };
  const { area, items } = createMemoryArea();
  const launched: string[] = [];
  const logins = createLogins({
    session: area,
    now: () => clock.now,
    oidc: createOidc({
      fetch,
      launch: (address) => {
        launched.push(address);
        return launch(address);
      },
      redirectUri: () => REDIRECT,
      now: () => clock.now,
    }),
  });
  const connection = backEnd({
    auth: 'oidc',
    oidc: { issuer: `${provider.url}/`, clientId: CLIENT_ID },
    origins: ['https://api.example', provider.url],
    tokenUrl: undefined,
    ...over,
  });
  const vend = createVend({
    fetch,
    now: () => clock.now,
    onLine: () => true,
    mayReach: () => Promise.resolve(true),
    secretsOf: () => Promise.resolve({}),
    loginOf: logins.tokenOf,
  });
  return { clock, items, launched, logins, connection, vend };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

describe('signing in with OpenID Connect', () => {
  test('uses PKCE with S256, a state and a nonce, and no secret of a client', async () => {
    const { logins, connection, launched } = rig();
    await logins.signIn(connection);
    const query = new URL(launched[0] ?? '').searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('redirect_uri')).toBe(REDIRECT);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)?.length).toBeGreaterThan(20);
    const exchange = new URLSearchParams(provider.requests.find(({ method }) => method === 'POST')?.body);
    expect([...exchange.keys()].sort()).toEqual(['client_id', 'code', 'code_verifier', 'grant_type', 'redirect_uri']);
  });

  test('gives the access token to the vend, which lasts as long as the provider says', async () => {
    const { logins, connection, vend } = rig();
    expect(await codeOf(vend(connection))).toBe('SIGN_IN');
    await logins.signIn(connection);
    const { token, ttlMs } = await vend(connection);
    expect(provider.valid.has(token)).toBe(true);
    expect(ttlMs).toBe(300_000);
  });

  test('is renewed ahead of its end, with the refresh token that came last', async () => {
    const { logins, connection, vend, clock } = rig();
    await logins.signIn(connection);
    const first = await vend(connection);
    for (let round = 0; round < 3; round += 1) {
      clock.now += 271_000;
      const next = await vend(connection);
      expect(next.token).not.toBe(first.token);
      expect(provider.valid.has(next.token)).toBe(true);
    }
    expect(provider.requests.filter(({ path }) => path === '/authorize')).toHaveLength(0);
  });

  test('is renewed when the back end refuses the token, and only then', async () => {
    const { logins, connection, vend } = rig();
    await logins.signIn(connection);
    const first = await vend(connection);
    expect((await vend(connection)).token).toBe(first.token);
    expect((await vend(connection, first.token)).token).not.toBe(first.token);
  });

  test('that has ended at the provider asks the reader again, and nothing of it is kept', async () => {
    const { logins, connection, vend, clock, items } = rig();
    await logins.signIn(connection);
    provider.endLogins();
    clock.now += 290_000;
    expect(await codeOf(vend(connection))).toBe('SIGN_IN');
    expect(JSON.stringify([...items])).not.toContain('rt-');
  });

  test('for one provider is never used for another, and signing out forgets it', async () => {
    const { logins, connection, vend, items } = rig();
    await logins.signIn(connection);
    const other = { ...connection, oidc: { issuer: 'https://other.example/', clientId: CLIENT_ID } };
    expect(await codeOf(vend(other))).toBe('SIGN_IN');
    await logins.forget(connection.id);
    expect([...items]).toEqual([]);
    expect(await codeOf(vend(connection))).toBe('SIGN_IN');
  });
});

describe('what can go wrong while signing in', () => {
  test.each([
    ['the reader closes the window', () => Promise.reject(new Error('The user did not approve access.')), 'SIGN_IN'],
    [
      'the provider says no',
      (address: string) => {
        const state = new URL(address).searchParams.get('state');
        return Promise.resolve(`${REDIRECT}?error=access_denied&state=${state}`);
      },
      'SIGN_IN',
    ],
    ['the answer is of another sign-in', () => Promise.resolve(`${REDIRECT}?code=x&state=another`), 'BAD_ANSWER'],
    [
      'the code is not the provider’s',
      (address: string) => {
        const state = new URL(address).searchParams.get('state');
        return Promise.resolve(`${REDIRECT}?code=forged&state=${state}`);
      },
      'SIGN_IN',
    ],
  ])('%s', async (_name, launch, code) => {
    const { logins, connection, items } = rig({}, launch);
    expect(await codeOf(logins.signIn(connection))).toBe(code);
    expect([...items]).toEqual([]);
  });

  test('a client the provider does not know is the owner’s to mend', async () => {
    const { logins, connection } = rig({ oidc: { issuer: `${provider.url}/`, clientId: 'unknown' } }, (address) => {
      const state = new URL(address).searchParams.get('state');
      return Promise.resolve(`${REDIRECT}?code=x&state=${state}`);
    });
    expect(await codeOf(logins.signIn(connection))).toBe('FORBIDDEN');
  });

  test('a provider at an origin the reader was not shown is never asked', async () => {
    const { logins, connection } = rig({ origins: ['https://api.example'] });
    expect(await codeOf(logins.signIn(connection))).toBe('BAD_ADDRESS');
    expect(provider.requests).toEqual([]);
  });

  test('a provider that is not there is unreachable, and offline is not needed to say so', async () => {
    const { logins, connection } = rig();
    await provider.close();
    expect(await codeOf(logins.signIn(connection))).toBe('UNREACHABLE');
  });
});
