import * as oauth from 'oauth4webapi';
import * as z from 'zod';
import { JSON_TIMEOUT_MS } from '../../../chatkit/client/limits';
import type { Connection } from '../../connection/schema';
import { AppError } from '../../shared/errors';
import { loginBinding } from '../../backend/record';

/** `oidc:<connectionId>` in `storage.session`: never on disk, and used only for the provider it came from. */
export const loginSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).optional(),
  /** Local clock, milliseconds; null when the provider does not say. */
  expiresAt: z.number().nullable(),
  /** `loginBinding` of the connection: another provider or client never sees it. */
  binding: z.string(),
});
export type Login = z.infer<typeof loginSchema>;

export interface OidcDependencies {
  fetch: typeof globalThis.fetch;
  /** The browser's identity API: shows the provider's page and gives back the address it ended at. */
  launch(address: string): Promise<string>;
  redirectUri(): string;
  now(): number;
  /** Only in tests is a provider on loopback reached without https. */
  timeoutMs?: number;
}

type Provider = NonNullable<Connection['oidc']>;

const CLIENT_AUTHENTICATION = oauth.None();

/**
 * OpenID Connect for a public client: authorization code with PKCE (RFC 7636, RFC 8252), in the browser's own sign-in
 * window. No client secret exists. Requests go to the origins the reader confirmed and nowhere else. Throws `AppError`:
 * SIGN_IN when the reader closes the window or the provider refuses, BAD_ADDRESS for an endpoint at another origin.
 */
export function createOidc({ fetch, launch, redirectUri, now, timeoutMs = JSON_TIMEOUT_MS }: OidcDependencies) {
  return {
    async signIn(connection: Connection): Promise<Login> {
      const provider = providerOf(connection);
      const host = new URL(provider.issuer).host;
      const client: oauth.Client = { client_id: provider.clientId };
      return translate(host, async () => {
        const server = await discover(connection, provider);
        const verifier = oauth.generateRandomCodeVerifier();
        const state = oauth.generateRandomState();
        const nonce = oauth.generateRandomNonce();
        const address = new URL(endpoint(server.authorization_endpoint, connection));
        const query = {
          client_id: provider.clientId,
          redirect_uri: redirectUri(),
          response_type: 'code',
          scope: provider.scope ?? 'openid',
          state,
          nonce,
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(provider.audience === undefined ? {} : { audience: provider.audience }),
        };
        for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
        const ended = await launch(address.href).catch((cause: unknown) => {
          throw new AppError('SIGN_IN', { host }, { cause });
        });
        const parameters = oauth.validateAuthResponse(server, client, new URL(ended), state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          CLIENT_AUTHENTICATION,
          parameters,
          redirectUri(),
          verifier,
          requestOptions(connection),
        );
        const wantsId = (provider.scope ?? 'openid').split(' ').includes('openid');
        const result = await oauth.processAuthorizationCodeResponse(
          server,
          client,
          response,
          wantsId ? { expectedNonce: nonce, requireIdToken: true } : {},
        );
        return loginOf(result, connection, undefined);
      });
    },

    /** A login near its end, renewed in the background. Throws SIGN_IN when the reader has to come back. */
    async renew(connection: Connection, login: Login): Promise<Login> {
      const provider = providerOf(connection);
      const host = new URL(provider.issuer).host;
      const { refreshToken } = login;
      if (refreshToken === undefined) throw new AppError('SIGN_IN', { host });
      const client: oauth.Client = { client_id: provider.clientId };
      return translate(host, async () => {
        const server = await discover(connection, provider);
        const options = requestOptions(connection);
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          CLIENT_AUTHENTICATION,
          refreshToken,
          options,
        );
        return loginOf(await oauth.processRefreshTokenResponse(server, client, response), connection, refreshToken);
      });
    },
  };

  async function discover(connection: Connection, { issuer }: Provider): Promise<oauth.AuthorizationServer> {
    const identifier = new URL(issuer);
    const response = await oauth.discoveryRequest(identifier, requestOptions(connection));
    const server = await oauth.processDiscoveryResponse(identifier, response);
    endpoint(server.token_endpoint, connection);
    return server;
  }

  /** Provider metadata may name any address; only origins the reader was shown are used. */
  function endpoint(address: string | undefined, { origins }: Connection): string {
    const url = address === undefined || !URL.canParse(address) ? undefined : new URL(address);
    if (!url || !origins.includes(url.origin)) throw new AppError('BAD_ADDRESS', { host: url?.host ?? '' });
    return url.href;
  }

  function requestOptions({ origins, oidc }: Connection) {
    return {
      [oauth.allowInsecureRequests]: oidc?.issuer.startsWith('http:') === true,
      signal: () => AbortSignal.timeout(timeoutMs),
      [oauth.customFetch]: (url: string, init: RequestInit) => {
        const { origin, host } = new URL(url);
        if (!origins.includes(origin)) throw new AppError('BAD_ADDRESS', { host });
        return fetch(url, {
          ...init,
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          redirect: 'error',
        });
      },
    };
  }

  function loginOf(result: oauth.TokenEndpointResponse, connection: Connection, previous: string | undefined): Login {
    const refreshToken = result.refresh_token ?? previous;
    return {
      accessToken: result.access_token,
      ...(refreshToken === undefined ? {} : { refreshToken }),
      expiresAt: result.expires_in === undefined ? null : now() + result.expires_in * 1_000,
      binding: loginBinding(connection),
    };
  }
}
export type Oidc = ReturnType<typeof createOidc>;

function providerOf({ oidc, apiUrl }: Connection): Provider {
  if (!oidc) throw new AppError('SIGN_IN', { host: new URL(apiUrl).host });
  return oidc;
}

/** The library's errors, and the provider's, as ours; nothing the provider wrote is kept. */
async function translate<Result>(host: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof oauth.AuthorizationResponseError || cause instanceof oauth.WWWAuthenticateChallengeError) {
      throw new AppError('SIGN_IN', { host }, { cause });
    }
    if (cause instanceof oauth.ResponseBodyError) {
      const { status } = cause;
      // `invalid_grant`: the login has ended at the provider; everything else is how the client is set up there.
      throw new AppError(cause.error === 'invalid_grant' ? 'SIGN_IN' : 'FORBIDDEN', { host, status }, { cause });
    }
    if (cause instanceof oauth.OperationProcessingError) throw new AppError('BAD_ANSWER', { host }, { cause });
    throw new AppError('UNREACHABLE', { host }, { cause });
  }
}
