import * as z from 'zod';
import { readText } from '../chatkit/client/read-text';
import type { ProxyEnv } from './env';
import { ProxyError } from './errors';
import type { Vended } from './tokens';

interface Options {
  env: ProxyEnv;
  /** Makes the name OpenAI knows a reader by. */
  signingKey: string;
  fetch: typeof globalThis.fetch;
  /** Epoch milliseconds. */
  now: () => number;
}

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 65_536;
const answerSchema = z.object({
  client_secret: z.string().regex(/^[\x21-\x7e]{1,16384}$/),
  /** Epoch seconds. */
  expires_at: z.number().int().positive(),
});

/**
 * Vends client secrets for `OPENAI_WORKFLOW`, a session for each, since there is no refresh
 * (docs/backends.md, contract 1); undefined where none is set. The workflow is the server's, never the
 * reader's, and so is the user OpenAI keeps the history under (P7). OpenAI's own refusals become ours without their text
 * (P12): a 401 from OpenAI is not passed on as one, since signing in again would not help the reader.
 */
export function createOpenAiVend({
  env,
  signingKey,
  fetch,
  now,
}: Options): ((subject: string) => Promise<Vended>) | undefined {
  const { OPENAI_WORKFLOW: workflow, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL, REQUESTS_PER_MINUTE } = env;
  if (workflow === undefined || apiKey === undefined) return undefined;
  const url = `${OPENAI_BASE_URL ?? 'https://api.openai.com/v1'}/chatkit/sessions`;

  return async (subject) => {
    const body = {
      user: await pseudonym(signingKey, subject),
      workflow: { id: workflow },
      expires_after: { anchor: 'created_at', seconds: env.TOKEN_TTL_SECONDS },
      rate_limits: { max_requests_per_1_minute: REQUESTS_PER_MINUTE },
    };
    const response = await post(body);
    if (!response.ok) throw await refusal(response, now());
    const text = await readText(response.body, MAX_BYTES).catch(() => '');
    const answer = answerSchema.safeParse(parse(text)).data;
    if (answer === undefined) throw new ProxyError('upstream_failed');
    const serverTime = Math.floor(now() / 1_000);
    const expiresIn = Math.max(0, answer.expires_at - serverTime);
    return { token: answer.client_secret, expiresAt: answer.expires_at, expiresIn, serverTime };
  };

  async function post(body: object): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${apiKey}`,
          'content-type': 'application/json',
          'openai-beta': 'chatkit_beta=v1',
        },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: timeout,
      });
    } catch {
      throw new ProxyError(timeout.aborted ? 'upstream_silent' : 'upstream_busy');
    }
  }
}

async function refusal(response: Response, now: number): Promise<ProxyError> {
  const { status, headers } = response;
  await response.body?.cancel();
  if (status === 401 || status === 403) return new ProxyError('upstream_auth');
  if (status === 429) return new ProxyError('too_many', { retryAfterSeconds: pause(headers.get('retry-after'), now) });
  return new ProxyError(status >= 500 ? 'upstream_busy' : 'upstream_failed');
}

const MAX_PAUSE_SECONDS = 300;
function pause(header: string | null, now: number): number {
  const seconds = /^\d+$/.test(header ?? '') ? Number(header) : Math.ceil((Date.parse(header ?? '') - now) / 1_000);
  return Number.isFinite(seconds) ? Math.min(Math.max(1, seconds), MAX_PAUSE_SECONDS) : 20;
}

/** OpenAI learns a name that leads nowhere: not the subject, and another one at every proxy. */
async function pseudonym(signingKey: string, subject: string): Promise<string> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encode(signingKey), algorithm, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, encode(`openai-user:${subject}`));
  return [...new Uint8Array(mac).subarray(0, 20)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
