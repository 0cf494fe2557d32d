import type { Context, MiddlewareHandler } from 'hono';

/** What middleware hands to handlers and to the log. */
export interface ProxyVariables {
  requestId: string;
  /** The path's share of the log: one of our own, or `other`. */
  path: string;
  subject?: string;
}
export interface ProxyHttp {
  Variables: ProxyVariables;
}
export type ProxyContext = Context<ProxyHttp>;
export type ProxyMiddleware = MiddlewareHandler<ProxyHttp>;

/** Whose token a request brought. Only behind `requireToken` (`guards.ts`); anywhere else it throws. */
export function subjectOf(c: ProxyContext): string {
  const subject = c.get('subject');
  if (subject === undefined) throw new Error('No token is asked for here');
  return subject;
}

/** Every address of the proxy with the methods it takes: the routes, 405 and preflights read it. */
export const addresses = {
  '/.well-known/docent.json': ['GET', 'HEAD'],
  '/connect': ['GET', 'HEAD'],
  '/healthz': ['GET', 'HEAD'],
  '/readyz': ['GET', 'HEAD'],
  '/token': ['POST'],
  '/chatkit': ['POST'],
  '/attachments': ['POST', 'PUT'],
  '/forget': ['POST'],
  '/frame/': ['GET', 'HEAD'],
  '/frame/frame.js': ['GET', 'HEAD'],
} as const satisfies Record<string, readonly string[]>;

export const methodsOf = (path: string): readonly string[] | undefined =>
  Object.hasOwn(addresses, path) ? addresses[path as keyof typeof addresses] : undefined;
