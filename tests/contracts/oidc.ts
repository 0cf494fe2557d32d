import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type ContractServer, sendJson, startContractServer } from './recorder';

export interface OidcProvider extends ContractServer {
  /** Access tokens handed out and not yet ended. */
  valid: Set<string>;
  ttlSeconds: number;
  /** The provider ends every login: refresh tokens are refused from now on. */
  endLogins(): void;
}

export const CLIENT_ID = 'docent-reader';

/**
 * An OpenID provider for public clients: discovery, authorization code with S256 only, code and refresh grants with
 * rotation. Whoever comes is signed in at once, as a reader with a living session at their provider is.
 */
export async function startOidcProvider(): Promise<OidcProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const codes = new Map<string, { challenge: string; redirectUri: string; nonce: string | null }>();
  const refreshTokens = new Set<string>();
  const form = (body: string) => new URLSearchParams(body);
  const server = await startContractServer(async ({ method, path, body }, response) => {
    const url = new URL(path, provider.url);
    const refuse = (error: string) => sendJson(response, 400, { error, error_description: 'canary-provider-text' });
    switch (`${method} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return sendJson(response, 200, {
          issuer: provider.url,
          authorization_endpoint: `${provider.url}/authorize`,
          token_endpoint: `${provider.url}/token`,
          jwks_uri: `${provider.url}/jwks`,
          response_types_supported: ['code'],
          code_challenge_methods_supported: ['S256'],
          id_token_signing_alg_values_supported: ['RS256'],
        });
      case 'GET /jwks':
        return sendJson(response, 200, { keys: [{ ...(await exportJWK(publicKey)), kid: '1', alg: 'RS256' }] });
      case 'GET /authorize': {
        const query = url.searchParams;
        const redirect = new URL(query.get('redirect_uri') ?? '');
        const bad =
          query.get('client_id') !== CLIENT_ID ||
          query.get('response_type') !== 'code' ||
          query.get('code_challenge_method') !== 'S256';
        if (bad) return refuse('invalid_request');
        const code = randomUUID();
        codes.set(code, {
          challenge: query.get('code_challenge') ?? '',
          redirectUri: redirect.href,
          nonce: query.get('nonce'),
        });
        redirect.searchParams.set('code', code);
        redirect.searchParams.set('state', query.get('state') ?? '');
        return void response.writeHead(302, { location: redirect.href }).end();
      }
      case 'POST /token': {
        const given = form(body);
        if (given.get('client_id') !== CLIENT_ID) return refuse('invalid_client');
        let nonce: string | null = null;
        if (given.get('grant_type') === 'authorization_code') {
          const known = codes.get(given.get('code') ?? '');
          codes.delete(given.get('code') ?? '');
          const challenge = createHash('sha256')
            .update(given.get('code_verifier') ?? '')
            .digest('base64url');
          if (!known || known.challenge !== challenge || known.redirectUri !== given.get('redirect_uri')) {
            return refuse('invalid_grant');
          }
          ({ nonce } = known);
        } else if (!refreshTokens.delete(given.get('refresh_token') ?? '')) return refuse('invalid_grant');
        const accessToken = `at-${randomUUID()}`;
        const refreshToken = `rt-${randomUUID()}`;
        provider.valid.add(accessToken);
        refreshTokens.add(refreshToken);
        const idToken = await new SignJWT({ ...(nonce === null ? {} : { nonce }) })
          .setProtectedHeader({ alg: 'RS256', kid: '1' })
          .setIssuer(provider.url)
          .setAudience(CLIENT_ID)
          .setSubject('reader-1')
          .setIssuedAt()
          .setExpirationTime('5m')
          .sign(privateKey);
        return sendJson(response, 200, {
          access_token: accessToken,
          token_type: 'Bearer',
          expires_in: provider.ttlSeconds,
          refresh_token: refreshToken,
          id_token: idToken,
        });
      }
      default:
        return sendJson(response, 404, {});
    }
  });
  const provider: OidcProvider = {
    ...server,
    valid: new Set(),
    ttlSeconds: 300,
    endLogins: () => refreshTokens.clear(),
  };
  return provider;
}
