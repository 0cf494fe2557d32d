import { Hono } from 'hono';
import { createChatKitServer } from '../chatkit/server/server';
import type { Answerer, Store } from '../chatkit/server/types';
import { createChatKitEndpoint } from './chatkit-endpoint';
import { attachmentRules, createAttachmentEndpoints, mostBytesOf } from './attachments';
import { clientAddress } from './client-address';
import { connectPage } from './connect-page';
import { createDailyCap } from './daily-cap';
import { descriptor, offersFrame } from './descriptor';
import type { ProxyEnv } from './env';
import type { FrameBundle } from './frame/bundle';
import { addFrameRoutes } from './frame/routes';
import {
  addAnswerHeaders,
  addSecureHeaders,
  checkHost,
  checkOrigin,
  identifyRequests,
  limitRate,
  requireToken,
} from './guards';
import { addresses, methodsOf, type ProxyContext, type ProxyHttp, subjectOf } from './http';
import { describeError, type Log } from './log';
import { createOpenAiVend } from './openai-sessions';
import { createOrcheoVend } from './orcheo-tokens';
import { originPolicy } from './origins';
import { errorResponse, ProxyError } from './errors';
import { createRateLimit } from './rate-limit';
import { createTokenEndpoint } from './token-endpoint';
import { createTokens } from './tokens';

/** For one address, including requests that cost nothing. */
const MAX_REQUESTS_PER_MINUTE = 1_200;

export interface AppOptions {
  store: Store;
  answerer: Answerer;
  env: ProxyEnv;
  /** Read at each request, so that keys can be rotated while the proxy runs (P17). All of them are valid. */
  sharedKeys: () => readonly string[];
  /** Read at each vend, like the shared keys; the environment's when left out. */
  serviceToken?: () => string;
  /** For requests to a server behind this one. */
  fetch?: typeof fetch;
  /** Signs tokens and reader credentials; at least 32 random characters. */
  signingKey: string;
  log: Log;
  /** Epoch milliseconds. */
  now?: () => number;
  /** Address of the other end of the connection, which only the runtime knows. */
  peerAddress?: (c: ProxyContext) => string;
  /** False while stopping. */
  isReady?: () => boolean;
  /** The script of the frame page, called when the page is first asked for; without it there is no OpenAI view. */
  frameBundle?: () => Promise<FrameBundle>;
}

/**
 * The reference back end as a value: `app.fetch(request)` answers, on any runtime with web standards. It vends tokens,
 * speaks the ChatKit server protocol and keeps readers apart by the subject of their token (docs/design.md 15 and 16).
 */
export function createApp(options: AppOptions): Hono<ProxyHttp> {
  const { store, answerer, env, sharedKeys, signingKey, log, now = Date.now } = options;
  const { peerAddress = () => 'unknown', isReady = () => true } = options;
  const { serviceToken = () => env.ORCHEO_SERVICE_TOKEN ?? '', fetch: upstreamFetch = fetch } = options;
  const origins = originPolicy(env);
  const { TOKEN_TTL_SECONDS: tokenTtlSeconds, READER_TTL_DAYS: readerTtlDays, TRUSTED_PROXIES } = env;
  const tokens = createTokens({ signingKey, tokenTtlSeconds, readerTtlDays, now });
  const callerOf = (c: ProxyContext) => clientAddress(peerAddress(c), c.req.header('x-forwarded-for'), TRUSTED_PROXIES);
  const shareOfCaller = createRateLimit(MAX_REQUESTS_PER_MINUTE, now);
  const shareOfSubject = createRateLimit(env.REQUESTS_PER_MINUTE, now);
  const takeOfDay = createDailyCap({ total: env.ANSWERS_PER_DAY, each: env.ANSWERS_PER_READER }, now);

  const withToken = requireToken(tokens, shareOfSubject);

  const app = new Hono<ProxyHttp>();
  app.use(identifyRequests(log, now, origins), addSecureHeaders(env), addAnswerHeaders(), checkHost(env));
  app.use(limitRate(shareOfCaller, callerOf), checkOrigin(origins, env.AUTH));

  app.get('/.well-known/docent.json', (c) => c.json(descriptor(env)));
  app.get('/connect', async (c) => {
    const { html, csp } = await connectPage(env, c.req.url);
    return c.html(html, 200, { 'content-security-policy': csp });
  });
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', (c) => {
    if (!isReady()) throw new ProxyError('stopping');
    return c.json({ status: 'ready' });
  });
  const vendOrcheo = env.orcheo && createOrcheoVend({ ...env.orcheo, serviceToken, fetch: upstreamFetch, now });
  const vendUpstream = vendOrcheo ?? createOpenAiVend({ env, signingKey, fetch: upstreamFetch, now });
  app.post('/token', createTokenEndpoint({ env, tokens, sharedKeys, now, callerOf, vendUpstream }));
  if (!vendUpstream) {
    const chatkit = createChatKitServer({ store, answerer, now, attachments: attachmentRules(env) });
    const files = createAttachmentEndpoints({ chatkit, mostBytes: mostBytesOf(env) });
    app.put('/attachments', withToken, files.put);
    app.post('/attachments', withToken, files.post);
    app.post(
      '/chatkit',
      withToken,
      createChatKitEndpoint({
        chatkit,
        baseOf: (c) => env.PUBLIC_URL?.replace(/\/$/, '') ?? new URL(c.req.url).origin,
        takeAnswer: (c, subject) => takeOfDay([`reader ${subject}`, `address ${callerOf(c)}`]),
      }),
    );
  }
  if (options.frameBundle && offersFrame(env)) addFrameRoutes(app, { env, origins, bundle: options.frameBundle });
  else app.all('/frame/*', notHere);
  app.post('/forget', withToken, async (c) => {
    await store.deleteSubject(subjectOf(c));
    return c.json({});
  });

  for (const path of Object.keys(addresses)) {
    if (vendUpstream && (path === '/chatkit' || path === '/attachments')) continue;
    const allow = [...(methodsOf(path) ?? []), 'OPTIONS'].join(', ');
    app.options(path, () => new Response(null, { status: 204, headers: { allow } }));
    app.all(path, () => {
      throw new ProxyError('method_not_allowed', { allow });
    });
  }
  app.notFound((c) => errorResponse(new ProxyError('not_found'), c.get('requestId')));
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    if (error instanceof ProxyError) return errorResponse(error, requestId);
    log({ event: 'failure', request_id: requestId, ...describeError(error) });
    return errorResponse(new ProxyError('internal'), requestId);
  });
  return app;
}

function notHere(): never {
  throw new ProxyError('not_found');
}
