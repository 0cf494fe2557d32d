import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { createChat, echo } from './chat';
import { type ContractServer, type Recorded, sendJson, startContractServer } from './recorder';

/** A workflow as Orcheo keeps it. */
export interface Workflow {
  id: string;
  handle: string;
  name: string;
  published: boolean;
  requireLogin?: boolean;
}

export interface OrcheoOptions {
  workflows: Workflow[];
  serviceToken?: string;
  /** Scopes of the service token. */
  scopes?: string[];
  /** Null: the server was started without one. */
  signingKey?: string | null;
  ttlSeconds?: number;
  /** Milliseconds since the epoch, for token times. */
  now?: () => number;
}

export interface Orcheo extends ContractServer {
  /** Answers in Orcheo's place when it returns true: for the errors of an unwell server. */
  instead: (request: Recorded, response: ServerResponse) => boolean;
  options: OrcheoOptions;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
export const LOGIN_COOKIE = 'orcheo_oauth_session=reader-1';

/** Orcheo's gateway, token endpoint and public endpoint, with their order of failures (reference/backends.md 6). */
export async function startOrcheo(options: OrcheoOptions): Promise<Orcheo> {
  const chat = createChat(echo('progress'));
  const detail = (response: ServerResponse, status: number, code: string, headers?: Record<string, string>) =>
    sendJson(response, status, { detail: { message: `Refused: ${code}`, code } }, headers);
  const workflowOf = (reference: unknown) =>
    options.workflows.find(({ id, handle }) => id === reference || handle === reference);
  const key = () => (options.signingKey ? new TextEncoder().encode(options.signingKey) : null);

  const handle = async (request: Recorded, response: ServerResponse): Promise<void> => {
    if (orcheo.instead(request, response)) return;
    const { method, headers, json } = request;
    const url = new URL(request.path, orcheo.url);
    const publicRef = /^\/api\/workflows\/([^/]+)\/public$/.exec(url.pathname)?.[1];
    if (method === 'GET' && publicRef !== undefined) return readPublic(publicRef, response);
    if (method === 'GET' && url.pathname === '/openapi.json') return sendJson(response, 200, openApi);
    const shared = /^\/chat\/([^/]+)$/.exec(url.pathname)?.[1];
    // The page a workflow is shared on signs its readers in.
    if (method === 'GET' && shared !== undefined && workflowOf(shared)?.requireLogin) {
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': `${LOGIN_COOKIE}; Path=/; HttpOnly` });
      return void response.end('<!doctype html><title>Signed in</title><p>Signed in.');
    }
    if (method === 'POST' && url.pathname === '/api/chatkit/session') return vend(request, response);
    if (method !== 'POST' || url.pathname !== '/api/chatkit') return sendJson(response, 404, { detail: 'Not Found' });

    if (!json) return sendJson(response, 400, { detail: { message: 'Invalid JSON payload.', errors: [] } });
    const { workflow_id: named, workflowId, ...chatKit } = json;
    if (typeof chatKit.type !== 'string' || typeof chatKit.params !== 'object') {
      return sendJson(response, 400, { detail: { message: 'Invalid ChatKit payload.', errors: [] } });
    }
    const id = named ?? workflowId;
    if (id === undefined) return detail(response, 400, 'chatkit.workflow_id_missing');
    if (typeof id !== 'string' || !UUID.test(id)) return detail(response, 400, 'chatkit.workflow_id_invalid');
    const workflow = workflowOf(id);
    if (headers.authorization !== undefined) {
      const subject = await verify(headers.authorization, id, response);
      if (subject === null) return;
      if (!workflow) return detail(response, 404, 'workflow.not_found');
      return chat(chatKit, subject, response);
    }
    if (!workflow) return detail(response, 404, 'workflow.not_found');
    if (!workflow.published) return detail(response, 403, 'chatkit.auth.not_published');
    const signedIn = headers.cookie?.includes(LOGIN_COOKIE) ?? false;
    if (workflow.requireLogin && !signedIn) return detail(response, 401, 'chatkit.auth.oauth_required');
    return chat(chatKit, 'published', response);
  };

  function readPublic(reference: string, response: ServerResponse): void {
    const workflow = workflowOf(decodeURIComponent(reference));
    if (!workflow) return sendJson(response, 404, { detail: 'Workflow not found' });
    if (!workflow.published) return detail(response, 403, 'workflow.not_public');
    const { id, handle: name, requireLogin = false } = workflow;
    sendJson(response, 200, {
      id,
      handle: name,
      name: workflow.name,
      description: null,
      is_public: true,
      require_login: requireLogin,
      share_url: `${orcheo.url}/chat/${name}`,
    });
  }

  async function vend({ headers, json }: Recorded, response: ServerResponse): Promise<void> {
    if (headers.authorization !== `Bearer ${options.serviceToken}`) {
      return detail(response, 401, 'auth.authentication_required');
    }
    if (!(options.scopes ?? ['chatkit:session']).includes('chatkit:session')) {
      return detail(response, 403, 'auth.missing_scope');
    }
    const workflow = json?.workflow_id ?? json?.workflowId;
    if (workflow !== undefined && !(typeof workflow === 'string' && UUID.test(workflow))) {
      return sendJson(response, 422, { detail: [{ type: 'uuid_parsing' }] });
    }
    const signingKey = key();
    if (!signingKey) return sendJson(response, 503, { detail: { message: 'No signing key.', hint: 'Set it.' } });
    const issuedAt = Math.floor((options.now?.() ?? Date.now()) / 1_000);
    const expiresAt = issuedAt + (options.ttlSeconds ?? 300);
    const previous = json?.currentClientSecret ?? json?.current_client_secret;
    const claims = {
      workflow_id: workflow,
      scopes: ['chatkit:session'],
      ...(previous ? { previous_secret: previous } : {}),
    };
    const token = await new SignJWT({ chatkit: claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('orcheo.chatkit')
      .setAudience('chatkit')
      .setSubject('service')
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .setJti(randomUUID())
      .sign(signingKey);
    sendJson(response, 200, { client_secret: token, expires_at: new Date(expiresAt * 1_000).toISOString() });
  }

  /** Null after it has refused. */
  async function verify(authorization: string, workflow: string, response: ServerResponse): Promise<string | null> {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    const signingKey = key();
    const refuse = (status: number, code: string) => {
      detail(response, status, code);
      return null;
    };
    if (token === undefined) return refuse(401, 'chatkit.auth.invalid_scheme');
    if (!signingKey) return refuse(503, 'chatkit.signing_key_missing');
    try {
      const currentDate = new Date(options.now?.() ?? Date.now());
      await jwtVerify(token, signingKey, { issuer: 'orcheo.chatkit', audience: 'chatkit', currentDate });
    } catch {
      // An expired token is an invalid one to Orcheo, and a bad header never falls back to public access.
      return refuse(401, 'chatkit.auth.invalid_jwt');
    }
    const { chatkit } = decodeJwt<{ chatkit?: { workflow_id?: string } }>(token);
    if (chatkit?.workflow_id !== undefined && chatkit.workflow_id !== workflow) {
      return refuse(403, 'chatkit.auth.workflow_mismatch');
    }
    return 'service';
  }

  const server = await startContractServer(handle);
  const orcheo: Orcheo = { ...server, options, instead: () => false };
  return orcheo;
}

const openApi = {
  openapi: '3.1.0',
  info: { title: 'Orcheo Backend', version: '0.1.0' },
  paths: {
    '/api/chatkit': { post: {} },
    '/api/chatkit/session': { post: {} },
    '/api/workflows/{workflow_ref}/public': { get: {} },
    '/api/system/health': { get: {} },
  },
};
