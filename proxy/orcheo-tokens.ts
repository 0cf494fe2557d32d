import { decodeJwt } from 'jose';
import * as z from 'zod';
import { ProxyError } from './errors';

/** What Orcheo's token endpoint answers with (reference: its `POST /api/chatkit/session`). */
const sessionSchema = z.object({
  client_secret: z
    .string()
    .max(16_384)
    .regex(/^[\x21-\x7e]+$/),
  expires_at: z.union([z.string(), z.number()]).optional(),
});

const MAX_BYTES = 65_536;
/** Time for the whole upstream request, retries included (P11). */
const WITHIN_MS = 8_000;
const DEFAULT_TTL_SECONDS = 60;

export interface OrcheoSession {
  token: string;
  /** Epoch seconds. */
  expiresAt: number;
  expiresIn: number;
  serverTime: number;
}

export interface OrcheoOptions {
  /** Base address of Orcheo's API. */
  url: string;
  workflow: string;
  /** Read at each vend, so that it can be exchanged while the proxy runs. */
  serviceToken: () => string;
  fetch: typeof fetch;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Exchanges the service token for a short-lived token of one workflow. The workflow is the proxy's, never the caller's:
 * Orcheo accepts a token without one for every workflow. A token held before is never passed on, since Orcheo nests it
 * into the new one until headers overflow (P8).
 *
 * @throws ProxyError `upstream_auth` when Orcheo refuses the service token or its scope: never 401, or the reader's
 *   browser would ask for token after token (P12); `too_many`, `upstream_busy`, `upstream_failed`, `upstream_silent`
 */
export function createOrcheoVend({ url, workflow, serviceToken, fetch, now }: OrcheoOptions) {
  const ask = (subject: string, signal: AbortSignal) =>
    fetch(`${url}/api/chatkit/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serviceToken()}` },
      body: JSON.stringify({ workflow_id: workflow, user: { id: subject } }),
      redirect: 'manual',
      signal,
    });

  return async (subject: string): Promise<OrcheoSession> => {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const failed = (): never => {
      throw new ProxyError(signal.aborted ? 'upstream_silent' : 'upstream_failed');
    };
    // Retried once if the connection broke before an answer; an answer is never retried.
    const response = await ask(subject, signal).catch(() =>
      signal.aborted ? failed() : ask(subject, signal).catch(failed),
    );
    if (!response.ok) {
      await response.body?.cancel();
      throw refusal(response);
    }
    const session = sessionSchema.safeParse(await readBody(response).catch(failed));
    if (!session.success) throw new ProxyError('upstream_failed');
    return timed(session.data.client_secret, session.data.expires_at, now());
  };
}

function refusal({ status, headers }: Response): ProxyError {
  if (status === 401 || status === 403) return new ProxyError('upstream_auth');
  if (status === 429) {
    const wait = Number(headers.get('retry-after'));
    return new ProxyError('too_many', {
      retryAfterSeconds: Number.isInteger(wait) && wait > 0 ? Math.min(wait, 300) : 30,
    });
  }
  // No signing key, or the server is being started: it may pass.
  return new ProxyError(status === 503 ? 'upstream_busy' : 'upstream_failed');
}

/** Orcheo's clock need not be ours: the length comes from the token itself where it says so. */
function timed(token: string, expiresAt: string | number | undefined, now: number): OrcheoSession {
  const serverTime = Math.floor(now / 1_000);
  const { iat, exp } = claimsOf(token);
  const instant = typeof expiresAt === 'string' ? Date.parse(expiresAt) / 1_000 : expiresAt;
  const length = exp !== undefined && iat !== undefined ? exp - iat : (instant ?? Number.NaN) - serverTime;
  const expiresIn = Number.isFinite(length) && length > 0 ? Math.floor(length) : DEFAULT_TTL_SECONDS;
  return { token, expiresAt: serverTime + expiresIn, expiresIn, serverTime };
}

function claimsOf(token: string): { iat?: number; exp?: number } {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}

async function readBody(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new ProxyError('upstream_failed');
    chunks.push(chunk);
  }
  return JSON.parse(new TextDecoder().decode(Buffer.concat(chunks)));
}
