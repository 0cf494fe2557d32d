import { bearerAuth } from 'hono/bearer-auth';
import { secureHeaders } from 'hono/secure-headers';
import type { ProxyEnv } from './env';
import { methodsOf, type ProxyContext, type ProxyHttp, type ProxyMiddleware } from './http';
import { hashSubject, type Log } from './log';
import { LOOPBACK_HOSTS } from './loopback';
import { classifyOrigin, isAllowedOrigin, type OriginPolicy } from './origins';
import { ProxyError } from './errors';
import { type RateLimit, takeShare } from './rate-limit';
import type { Tokens } from './tokens';

/**
 * Names each request, and logs it once its answer begins. Not by Hono's `requestId`, which takes over what a caller
 * calls it, and sets its header before the handler: an answer that is a `Response` of its own loses it.
 */
export function identifyRequests(log: Log, now: () => number, { listed }: OriginPolicy): ProxyMiddleware {
  return async (c, next) => {
    const startedAt = now();
    const requestId = crypto.randomUUID();
    c.set('requestId', requestId);
    c.set('path', methodsOf(c.req.path) ? c.req.path : 'other');
    await next();
    c.res.headers.set('x-request-id', requestId);
    const origin = c.req.header('origin');
    const subject = c.get('subject');
    log({
      event: 'request',
      request_id: requestId,
      method: /^[A-Z]{1,10}$/.test(c.req.method) ? c.req.method : 'other',
      path: c.get('path'),
      status: c.res.status,
      ms: Math.round(now() - startedAt),
      origin: origin !== undefined && listed.includes(origin) ? 'listed' : classifyOrigin(origin),
      ...(subject && { subject: await hashSubject(subject) }),
    });
  };
}

/** P14. HSTS only where readers come by https; what may be framed, the pages say by their own policy. */
export const addSecureHeaders = ({ PUBLIC_URL }: Pick<ProxyEnv, 'PUBLIC_URL'>): ProxyMiddleware =>
  secureHeaders({
    strictTransportSecurity: PUBLIC_URL?.startsWith('https:') ? 'max-age=31536000' : false,
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });

/** P14, as far as it differs from answer to answer. */
export function addAnswerHeaders(): ProxyMiddleware {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    headers.set(
      'cross-origin-resource-policy',
      methodsOf(c.req.path)?.includes('POST') ? 'cross-origin' : 'same-origin',
    );
    if (headers.get('content-type') === 'application/json') {
      headers.set('content-type', 'application/json; charset=utf-8');
    }
  };
}

/** A page that makes its own name resolve to this machine still says that name in `Host` (P4). */
export function checkHost({ HOST, PUBLIC_URL, ALLOWED_HOSTS }: ProxyEnv): ProxyMiddleware {
  const bound = HOST.includes(':') ? `[${HOST.replace(/^\[|\]$/g, '')}]` : HOST;
  const hosts = new Set<string>([
    ...LOOPBACK_HOSTS,
    bound.toLowerCase(),
    ...ALLOWED_HOSTS.map((host) => host.toLowerCase()),
  ]);
  if (PUBLIC_URL) hosts.add(new URL(PUBLIC_URL).hostname);
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (!hosts.has(host.toLowerCase().replace(/:\d+$/, ''))) throw new ProxyError('misdirected');
    await next();
  };
}

/** T50: counts before anything costs. */
export function limitRate(limit: RateLimit, callerOf: (c: ProxyContext) => string): ProxyMiddleware {
  return async (c, next) => {
    takeShare(limit, callerOf(c));
    await next();
  };
}

/**
 * Lets a request through that brings a token of ours, for the subject of the token and within the subject's share. No
 * header, a malformed one and every invalid token are answered alike (P6).
 */
export function requireToken(tokens: Pick<Tokens, 'verify'>, share: RateLimit): ProxyMiddleware {
  const message = () => {
    throw new ProxyError('unauthorized');
  };
  return bearerAuth<ProxyHttp>({
    async verifyToken(token, c) {
      const subject = await tokens.verify(token, 'access');
      if (subject === undefined) return false;
      c.set('subject', subject);
      takeShare(share, subject);
      return true;
    },
    noAuthenticationHeader: { message },
    invalidAuthenticationHeader: { message },
    invalidToken: { message },
  });
}

const ALLOWED_HEADERS = 'authorization, content-type, accept, accept-language, chatkit-frame-instance-id';

/**
 * Who may talk to us, and the CORS headers that say so (P2–P4). A present origin must be allowed, whatever it asks. A
 * missing one may read what is public; it may POST only where a key or a token is required, and only with one: programs
 * leave the header out, browsers never do on POST.
 */
export function checkOrigin(policy: OriginPolicy, auth: ProxyEnv['AUTH']): ProxyMiddleware {
  return async (c, next) => {
    const origin = c.req.header('origin');
    const present = origin !== undefined && origin !== '';
    const allowed = present ? isAllowedOrigin(origin, policy) || readsOwnPage(c) : mayLackOrigin(c, auth);
    if (!allowed) {
      c.res.headers.append('vary', 'Origin');
      throw new ProxyError('forbidden_origin');
    }
    await next();
    const { headers } = c.res;
    headers.append('vary', 'Origin');
    if (!present) return;
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', 'Retry-After, X-Request-Id, Date');
    if (c.req.method === 'OPTIONS') {
      headers.set('access-control-allow-methods', (methodsOf(c.req.path) ?? []).join(', '));
      headers.set('access-control-allow-headers', ALLOWED_HEADERS);
      headers.set('access-control-max-age', '600');
    }
  };
}

/** Chromium names the origin when a page of ours loads its module script, which is public like every GET. */
function readsOwnPage(c: ProxyContext): boolean {
  return c.req.method === 'GET' && c.req.header('sec-fetch-site') === 'same-origin';
}

function mayLackOrigin(c: ProxyContext, auth: ProxyEnv['AUTH']): boolean {
  const site = c.req.header('sec-fetch-site');
  const fromElsewhere = site === 'cross-site' || site === 'same-site';
  if (c.req.method === 'POST') return auth !== 'none' && !fromElsewhere && c.req.header('authorization') !== undefined;
  // Images and scripts of a web page carry no Origin; they are the requests of mode no-cors.
  return !(fromElsewhere && c.req.header('sec-fetch-mode') === 'no-cors');
}
