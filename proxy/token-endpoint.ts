import * as z from 'zod';
import type { ProxyEnv } from './env';
import type { ProxyContext } from './http';
import { readJson } from './json-body';
import { ProxyError } from './errors';
import { createRateLimit, takeShare } from './rate-limit';
import { bearer, isSharedKey } from './shared-keys';
import type { Tokens, Vended } from './tokens';

const MAX_BYTES = 8_192;
const requestSchema = z.strictObject({
  reader: z.string().max(2_048).optional(),
  /** Which workflow the token is wanted for; never which one it is vended for. */
  workflow_id: z.string().max(200).optional(),
});

interface Options {
  env: ProxyEnv;
  tokens: Tokens;
  sharedKeys: () => readonly string[];
  now: () => number;
  callerOf: (c: ProxyContext) => string;
  /** Vends tokens of another server instead of ours (`orcheo-tokens.ts`, `openai-sessions.ts`). */
  vendUpstream: ((subject: string) => Promise<Vended>) | undefined;
}

/**
 * `POST /token`: a short-lived token, and the reader credential that keeps the reader's history theirs
 * (docs/design.md 15). The subject is always of our making. A credential that is not ours, or no longer, begins a new
 * history instead of locking the reader out: a lost signing key must not end every extension's sign-in. Refused tries
 * count too.
 */
export function createTokenEndpoint({ env, tokens, sharedKeys, now, callerOf, vendUpstream }: Options) {
  const shareOfCaller = createRateLimit(env.TOKENS_PER_MINUTE, now);
  const shareOfSubject = createRateLimit(env.TOKENS_PER_MINUTE, now);

  return async (c: ProxyContext): Promise<Response> => {
    takeShare(shareOfCaller, callerOf(c));
    if (env.AUTH === 'key' && !(await isSharedKey(bearer(c.req.header('authorization')), sharedKeys()))) {
      throw new ProxyError('unauthorized');
    }
    const request = requestSchema.safeParse(await readJson(c.req.raw, MAX_BYTES));
    if (!request.success) throw new ProxyError('bad_request');

    const { reader, workflow_id } = request.data;
    if (workflow_id !== undefined && workflow_id.toLowerCase() !== env.orcheo?.workflow) {
      throw new ProxyError('forbidden_workflow');
    }
    const subject = (reader && (await tokens.verify(reader, 'reader'))) || crypto.randomUUID();
    c.set('subject', subject);
    takeShare(shareOfSubject, subject);
    const { token, expiresAt, expiresIn, serverTime } = await (vendUpstream ?? tokens.vend)(subject);
    return c.json({
      client_secret: token,
      expires_at: expiresAt,
      expires_in: expiresIn,
      server_time: serverTime,
      request_id: c.get('requestId'),
      reader: await tokens.signReader(subject),
    });
  };
}
