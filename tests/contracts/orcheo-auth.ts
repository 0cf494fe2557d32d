import type { IncomingHttpHeaders } from 'node:http';
import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { OrcheoOptions, Workflow } from './orcheo';

/** A refusal of the gateway: status, code, and whose way in it was. */
export interface Refusal {
  status: number;
  code: string;
  authMode?: 'jwt' | 'publish';
}
/** Under whom Orcheo keeps the threads. */
export type Caller = { owner: string } | Refusal;

/** Name of the cookie that Orcheo's development login sets. */
export const LOGIN_COOKIE_NAME = 'orcheo_dev_session';
export const LOGIN_COOKIE = `${LOGIN_COOKIE_NAME}=reader-1:0123456789abcdef`;
const VISITOR = /^[A-Za-z0-9_-]{8,128}$/;

/** With a token: only the token counts, and a bad one never falls back to public access. */
export async function callerOfToken(
  authorization: string,
  workflow: { id: string; workspace?: string | undefined },
  { signingKey, now = Date.now }: OrcheoOptions,
): Promise<Caller> {
  const refuse = (status: number, code: string): Refusal => ({ status, code, authMode: 'jwt' });
  const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) return refuse(401, 'chatkit.auth.invalid_scheme');
  if (!signingKey) return { status: 503, code: 'chatkit.signing_key_missing' };
  const secret = new TextEncoder().encode(signingKey);
  const expected = { issuer: 'orcheo.chatkit', audience: 'chatkit', currentDate: new Date(now()) };
  // An expired token is an invalid one to Orcheo.
  const verified = await jwtVerify(token, secret, expected).catch(() => null);
  if (!verified) return refuse(401, 'chatkit.auth.invalid_jwt');
  const { chatkit, sub } = verified.payload as { chatkit?: Claims; sub?: string };
  if (chatkit === undefined) return refuse(401, 'chatkit.auth.invalid_jwt_claims');
  if (chatkit.workflow_id && chatkit.workflow_id !== workflow.id) return refuse(403, 'chatkit.auth.workflow_mismatch');
  if (workflow.workspace !== undefined && !chatkit.workspace_ids.includes(workflow.workspace)) {
    return refuse(403, 'chatkit.auth.workspace_mismatch');
  }
  return { owner: `sub:${sub ?? 'chatkit'}` };
}

interface Claims {
  workflow_id?: string;
  workspace_ids: string[];
}

/** Without a token: published, within its limit, signed in where it wants that, and else somebody with a name. */
export function callerOfPublished(
  headers: IncomingHttpHeaders,
  workflow: Workflow,
  options: OrcheoOptions,
  withinLimit: () => boolean,
): Caller {
  const refuse = (status: number, code: string): Refusal => ({ status, code, authMode: 'publish' });
  if (!workflow.published) return refuse(403, 'chatkit.auth.not_published');
  if (!withinLimit()) return { status: 429, code: 'chatkit.rate_limit.publish' };
  const signedIn = signedInAs(headers, options);
  if (workflow.requireLogin) {
    if (!signedIn) return refuse(401, 'chatkit.auth.oauth_required');
    if (workflow.workspace === undefined) return refuse(403, 'chatkit.auth.workspace_required');
    if (!signedIn.workspaces.includes(workflow.workspace)) return refuse(403, 'chatkit.auth.workspace_mismatch');
  }
  if (signedIn) return { owner: `sub:${signedIn.subject}` };
  const visitor = String(headers['x-orcheo-visitor-id'] ?? '').trim();
  return VISITOR.test(visitor) ? { owner: `visitor:${visitor}` } : refuse(401, 'chatkit.auth.missing_visitor_id');
}

/** A trusted proxy names the reader by its headers; from anybody else they count for nothing. Else the login's cookie. */
function signedInAs(headers: IncomingHttpHeaders, { proxySecret, members = [] }: OrcheoOptions) {
  const trusted = proxySecret !== undefined && headers['x-orcheo-proxy-secret'] === proxySecret;
  const named = headers['x-orcheo-oauth-subject'];
  if (trusted && typeof named === 'string') {
    const workspaces = String(headers['x-orcheo-oauth-workspaces'] ?? '').split(/[\s,]+/);
    return { subject: named, workspaces };
  }
  const subject = new RegExp(`(?:^|;\\s*)${LOGIN_COOKIE_NAME}=([^;:]+)`).exec(headers.cookie ?? '')?.[1];
  return subject === undefined ? undefined : { subject, workspaces: members };
}

/** `POST /api/chatkit/session`: the subject is the service token's, whoever the token is for. */
export async function mintToken(
  { signingKey, ttlSeconds = 300, now = Date.now, workspaces = [] }: OrcheoOptions,
  { workflow, user, previous }: { workflow: unknown; user: unknown; previous: unknown },
): Promise<{ client_secret: string; expires_at: string }> {
  const issuedAt = Math.floor(now() / 1_000);
  const expiresAt = issuedAt + ttlSeconds;
  const claims = {
    ...(workflow !== undefined && { workflow_id: workflow }),
    workspace_ids: workspaces,
    scopes: ['chatkit:session'],
    ...(user !== undefined && { user }),
    ...(previous ? { previous_secret: previous } : {}),
  };
  const token = await new SignJWT({ chatkit: claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('orcheo.chatkit')
    .setAudience('chatkit')
    .setSubject('service-token-id')
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(signingKey ?? ''));
  return { client_secret: token, expires_at: new Date(expiresAt * 1_000).toISOString() };
}
