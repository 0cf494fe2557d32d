import * as z from 'zod';
import { FIRST_ANSWER_TIMEOUT_MS } from '../../../chatkit/client/limits';
import type { Connection } from '../../connection/schema';
import { AppError } from '../../shared/errors';
import type { VendedToken } from './broker';
import { readTtlMs } from './expiry';
import { errorOfStatus, isMoved } from '../../backend/status-errors';
import { privateRequest } from '../../backend/fetch-json';
import { hostedError, hostedSessionBody } from './hosted-session';
import { readJson } from '../../backend/read-json';

/** Header-safe: a token with a line break or a space in it would break the `Authorization` header. */
const credentialSchema = z
  .string()
  .min(1)
  .max(16_384)
  .regex(/^[\x21-\x7e]+$/);

const answerSchema = z
  .object({
    client_secret: credentialSchema.optional(),
    token: credentialSchema.optional(),
    expires_at: z.unknown().optional(),
    expires_in: z.unknown().optional(),
    expires_after: z.unknown().optional(),
    server_time: z.unknown().optional(),
    reader: credentialSchema.max(4_096).optional().catch(undefined),
  })
  .transform(({ client_secret, token, ...rest }) => ({ token: client_secret ?? token, ...rest }));

export interface VendDependencies {
  fetch: typeof fetch;
  now(): number;
  /** `navigator.onLine`: false is believed, true is not (docs/faults.md F28). */
  onLine(): boolean;
  /** Whether the browser lets us reach this origin without the server's leave. */
  mayReach(origin: string): Promise<boolean>;
  /** Shared key and reader credential kept for this connection. */
  secretsOf(connection: Connection): Promise<{ key?: string; reader?: string }>;
  /** Access token of the reader's login (OpenID Connect), renewed if need be; another than `rejected`. */
  loginOf(connection: Connection, rejected: string | null): Promise<{ token: string; ttlMs: number | null } | null>;
  timeoutMs?: number;
}

/**
 * Asks a back end for a token once. The reader's key and credential go nowhere but to the token address, and only if its
 * origin is one the reader was shown (docs/threats.md R9, R10). Throws `AppError`; never with server text.
 *
 * `auth: key` without a token address: the key itself is the token; `oidc` without one: the access token is.
 */
export function createVend(dependencies: VendDependencies) {
  const { now, secretsOf, timeoutMs = FIRST_ANSWER_TIMEOUT_MS } = dependencies;

  return async (connection: Connection, rejected: string | null = null): Promise<VendedToken> => {
    const { key: sharedKey, reader } = await secretsOf(connection);
    const login = connection.auth === 'oidc' ? await dependencies.loginOf(connection, rejected) : null;
    const key = connection.auth === 'oidc' ? login?.token : sharedKey;
    const url = new URL(connection.tokenUrl ?? connection.apiUrl);
    const { host } = url;
    if (!connection.origins.includes(url.origin)) throw new AppError('BAD_ADDRESS', { host });
    const wantsKey = connection.auth === 'key' || connection.auth === 'oidc';
    if (wantsKey && key === undefined) throw new AppError('SIGN_IN', { host });
    if (connection.tokenUrl === undefined) {
      if (key === undefined) throw new AppError('SIGN_IN', { host });
      return { token: key, ttlMs: login?.ttlMs ?? null };
    }
    const signal = AbortSignal.timeout(timeoutMs);
    const ask = (bearer: string | undefined) =>
      connection.auth === 'better-auth'
        ? request(url, { method: 'GET', credentials: 'include' }, signal)
        : request(addressFor(url, connection), postOf(bearer, bodyFor(connection, reader)), signal);
    let response = await ask(wantsKey ? key : undefined);
    if (response.status === 401 && login !== null) {
      // The login may have ended earlier than the provider said.
      const renewed = await dependencies.loginOf(connection, login.token);
      await response.body?.cancel();
      response = await ask(renewed?.token);
    }
    const date = response.headers.get('Date');
    const answer = answerSchema.safeParse(await readAnswer(response, host, connection));
    if (!answer.success || answer.data.token === undefined) throw new AppError('BAD_ANSWER', { host });
    const { token, reader: newReader, ...expiry } = answer.data;
    return {
      token,
      ttlMs: readTtlMs(token, expiry, date, now()),
      ...(newReader === undefined ? {} : { reader: newReader }),
    };
  };

  async function request(url: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
    if (!dependencies.onLine()) throw new AppError('OFFLINE', { host: url.host });
    try {
      return await dependencies.fetch(url, { ...privateRequest, ...init, signal });
    } catch (cause) {
      throw new AppError(await whyUnreachable(url, signal), { host: url.host }, { cause });
    }
  }

  /**
   * A refused redirect, a missing permission and a dead host all look alike to `fetch`. The second request carries
   * nothing of the reader's and is not followed either.
   */
  async function whyUnreachable(url: URL, signal: AbortSignal) {
    if (signal.aborted) return 'UNREACHABLE';
    if (!dependencies.onLine()) return 'OFFLINE';
    try {
      const response = await dependencies.fetch(url, { ...privateRequest, method: 'GET', redirect: 'manual', signal });
      await response.body?.cancel();
      if (isMoved(response)) return 'MOVED';
    } catch {
      if (!(await dependencies.mayReach(url.origin))) return 'NEEDS_PERMISSION';
    }
    return 'UNREACHABLE';
  }

  async function readAnswer(response: Response, host: string, { kind, auth }: Connection): Promise<unknown> {
    if (!response.ok && kind === 'openai-hosted') throw await hostedError(response, host, auth === 'key', now());
    if (!response.ok) {
      if (await isServiceTokenRefused(response, host))
        throw new AppError('FORBIDDEN', { host, status: response.status, reason: 'serviceToken' });
      throw errorOfStatus(response.status, host, response.headers.get('Retry-After'), now());
    }
    return readJson(response, host);
  }
}

/**
 * A token address that says that its own service token is refused, in our proxy's words: neither trying again nor
 * signing in helps its reader. Its body is read for this one code, never shown.
 */
async function isServiceTokenRefused(response: Response, host: string): Promise<boolean> {
  if (response.status !== 502) {
    await response.body?.cancel();
    return false;
  }
  const body: unknown = await readJson(response, host).catch(() => undefined);
  return refusalSchema.safeParse(body).success;
}
const refusalSchema = z.object({ error: z.object({ code: z.literal('upstream_auth') }) });

const postOf = (key: string | undefined, body: string): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...(key ? { Authorization: `Bearer ${key}` } : {}) },
  body,
});

/**
 * The token proxy of Orcheo's guide reads the workflow behind the `?` and no body; others read the body and nothing
 * else. Each leaves aside what is meant for the other.
 */
function addressFor(url: URL, { kind, workflow }: Connection): URL {
  if (kind !== 'orcheo' || workflow === undefined || url.searchParams.has('workflow_id')) return url;
  const named = new URL(url);
  named.searchParams.set('workflow_id', workflow);
  return named;
}

/**
 * Orcheo accepts a token without a workflow for every workflow, so it is always named (docs/backends.md, contract 5).
 */
function bodyFor(connection: Connection, reader: string | undefined): string {
  const { kind, workflow } = connection;
  if (kind === 'openai-hosted') return JSON.stringify(hostedSessionBody(connection, reader));
  return JSON.stringify({
    ...(reader === undefined ? {} : { reader }),
    ...(kind === 'orcheo' && workflow !== undefined ? { workflow_id: workflow } : {}),
  });
}
