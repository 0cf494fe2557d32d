/**
 * Every error the proxy answers with, its status and its sentence. The body is
 * `{ error: { code, message, retry_after? }, request_id }` and never holds more: no value of the request, no secret, no
 * text of an upstream.
 */
const problems = {
  bad_request: [400, 'The request is not what this address takes.'],
  unauthorized: [401, 'A valid key or token is needed.'],
  forbidden_workflow: [403, 'This server vends tokens for another workflow.'],
  forbidden_origin: [403, 'This origin may not use this server.'],
  not_found: [404, 'There is nothing at this address.'],
  method_not_allowed: [405, 'This address does not take this method.'],
  too_large: [413, 'The request is too large.'],
  unsupported_media_type: [415, 'Send JSON with the content type application/json.'],
  misdirected: [421, 'This server does not answer for this host.'],
  too_many: [429, 'Too many requests. Wait before the next one.'],
  daily_cap: [429, 'The questions of today are used up. Come back tomorrow.'],
  internal: [500, 'Something went wrong here.'],
  upstream_auth: [502, 'The server behind this one does not accept its service token. Its owner has to look at it.'],
  upstream_failed: [502, 'The server behind this one did not answer as it should.'],
  upstream_busy: [503, 'The server behind this one cannot vend tokens just now.'],
  upstream_silent: [504, 'The server behind this one does not answer.'],
  stopping: [503, 'The server is stopping.'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProxyErrorCode = keyof typeof problems;

interface ProxyErrorDetails {
  /** Whole seconds, at least 1; also sent as `Retry-After`. */
  retryAfterSeconds?: number;
  /** Methods the address takes, for 405. */
  allow?: string;
}

/** An error on its way to the one place that turns it into a response (`app.onError`). */
export class ProxyError extends Error {
  override name = 'ProxyError';
  constructor(
    readonly code: ProxyErrorCode,
    readonly details: ProxyErrorDetails = {},
  ) {
    super(code);
  }
}

export function errorResponse({ code, details }: ProxyError, requestId: string): Response {
  const [status, message] = problems[code];
  const { retryAfterSeconds, allow } = details;
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  if (code === 'unauthorized') headers.set('www-authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  if (allow !== undefined) headers.set('allow', allow);
  const error = { code, message, ...(retryAfterSeconds !== undefined && { retry_after: retryAfterSeconds }) };
  return new Response(JSON.stringify({ error, request_id: requestId }), { status, headers });
}
