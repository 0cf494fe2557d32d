import type { ServerResponse } from 'node:http';
import { type Caller, callerOfPublished, callerOfToken, LOGIN_COOKIE, mintToken } from './orcheo-auth';
import { createOrcheoChat } from './orcheo-chat';
import { type ContractServer, type Recorded, sendJson, startContractServer } from './recorder';

export { LOGIN_COOKIE };

/** A workflow as Orcheo keeps it. */
export interface Workflow {
  id: string;
  /** Its own within its workspace and team only. */
  handle: string;
  name: string;
  published: boolean;
  requireLogin?: boolean;
  /** Slugs; a workspace's is its id too. */
  workspace?: string;
  team?: string;
}

export interface OrcheoOptions {
  workflows: Workflow[];
  serviceToken?: string;
  /** Scopes of the service token. */
  scopes?: string[];
  /** Workspaces of the service token. */
  workspaces?: string[];
  /** Workspaces of whoever signs in. */
  members?: string[];
  /** Null: the server was started without one. */
  signingKey?: string | null;
  ttlSeconds?: number;
  /** Requests a minute of one published workflow, of all its readers together. */
  publishLimit?: number;
  /** Known to the proxy whose headers say who reads. */
  proxySecret?: string;
  /**
   * Where the Studio is. `elsewhere`: on a host of its own, as from the packages. `same`: a proxy hands this host's `/api`
   * to Orcheo and everything else to the Studio, as in its own deployment, so that the API's document is out of reach.
   */
  studio?: 'elsewhere' | 'same';
  /** Time between the words of an answer; between its lines of progress twenty times that. */
  stepMs?: number;
  /** Milliseconds since the epoch, for token times. */
  now?: () => number;
}

export interface Orcheo extends ContractServer {
  /** Answers in Orcheo's place when it returns true: for the errors of an unwell server. */
  instead: (request: Recorded, response: ServerResponse) => boolean;
  options: OrcheoOptions;
  /** Address of the Studio, which has a page for everything and signs readers in. */
  studio: string;
  /** As the Studio shows it: by handle, with workspace and team. */
  shareLink(workflow: Workflow): string;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Orcheo's gateway, token endpoint and public endpoint, with their order of failures, compared with orcheo-backend 0.39.0. */
export async function startOrcheo(options: OrcheoOptions): Promise<Orcheo> {
  const chat = createOrcheoChat(options.stepMs);
  const detail = (
    response: ServerResponse,
    status: number,
    code: string,
    { authMode, retryAfter }: { authMode?: string | undefined; retryAfter?: number } = {},
  ) =>
    sendJson(
      response,
      status,
      { detail: { message: `Refused: ${code}`, code, ...(authMode && { auth_mode: authMode }) } },
      retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    );
  const asked = new Map<string, number[]>();
  const withinLimit = (workflow: string) => {
    const now = Date.now();
    const recent = (asked.get(workflow) ?? []).filter((at) => at > now - 60_000);
    asked.set(workflow, [...recent, now]);
    return recent.length < (options.publishLimit ?? 60);
  };

  const handle = async (request: Recorded, response: ServerResponse): Promise<void> => {
    if (orcheo.instead(request, response)) return;
    const { method, json } = request;
    const url = new URL(request.path, orcheo.url);
    if (options.studio === 'same' && !url.pathname.startsWith('/api/')) return studioPage(response);
    const publicRef = /^\/api\/workflows\/([^/]+)\/public$/.exec(url.pathname)?.[1];
    if (method === 'GET' && publicRef !== undefined) return readPublic(publicRef, url.searchParams, response);
    if (method === 'GET' && url.pathname === '/openapi.json') return sendJson(response, 200, openApi);
    if (method === 'GET' && url.pathname === '/api/system/health') return sendJson(response, 200, { status: 'ok' });
    if (method === 'POST' && url.pathname === '/api/chatkit/session') return vend(request, response);
    if (url.pathname !== '/api/chatkit') return sendJson(response, 404, { detail: 'Not Found' });
    if (method !== 'POST') return sendJson(response, 405, { detail: 'Method Not Allowed' }, { allow: 'POST' });

    if (!json)
      return sendJson(response, 400, { detail: { message: 'Invalid JSON payload.', errors: ['Expecting value'] } });
    const { workflow_id: named, workflowId, ...chatKit } = json;
    if (typeof chatKit.type !== 'string' || typeof chatKit.params !== 'object') {
      return sendJson(response, 400, { detail: { message: 'Invalid ChatKit payload.', errors: ['Input tag'] } });
    }
    const id = named ?? workflowId;
    if (id === undefined) return detail(response, 400, 'chatkit.workflow_id_missing');
    if (typeof id !== 'string' || !UUID.test(id)) return detail(response, 400, 'chatkit.workflow_id_invalid');
    const workflow = options.workflows.find((one) => one.id === id);
    const caller = await callerOf(request, id, workflow);
    if (caller === null) return sendJson(response, 404, { detail: 'Workflow not found' });
    if ('owner' in caller) return chat(chatKit, `${caller.owner} ${id}`, response);
    const pause = caller.status === 429 ? { retryAfter: 60 } : {};
    return detail(response, caller.status, caller.code, { authMode: caller.authMode, ...pause });
  };

  /** Null: there is no such workflow, which a bad token is told before. */
  async function callerOf({ headers }: Recorded, id: string, workflow: Workflow | undefined): Promise<Caller | null> {
    if (headers.authorization === undefined) {
      return workflow ? callerOfPublished(headers, workflow, options, () => withinLimit(id)) : null;
    }
    const caller = await callerOfToken(headers.authorization, workflow ?? { id }, options);
    return 'owner' in caller && !workflow ? null : caller;
  }

  /** A handle alone is any workflow's that has it, the last one first; slugs say whose it is. */
  function readPublic(reference: string, query: URLSearchParams, response: ServerResponse): void {
    const workspace = query.get('workspace_slug');
    const team = query.get('team_slug');
    const known = options.workflows.filter((one) => workspace === null || one.workspace === workspace);
    if (workspace !== null && known.length === 0) return sendJson(response, 404, { detail: 'Workspace not found' });
    const inTeam = known.filter((one) => workspace === null || team === null || one.team === team);
    if (inTeam.length < known.length && inTeam.length === 0)
      return sendJson(response, 404, { detail: 'Team not found' });
    const ref = decodeURIComponent(reference);
    const workflow = options.workflows.find(({ id }) => id === ref) ?? inTeam.findLast((one) => one.handle === ref);
    if (!workflow) return sendJson(response, 404, { detail: 'Workflow not found' });
    if (!workflow.published) return detail(response, 403, 'workflow.not_public');
    const { id, handle, name, requireLogin = false } = workflow;
    const share_url = orcheo.shareLink(workflow);
    const said = {
      id,
      handle,
      name,
      description: 'LangGraph workflow',
      is_public: true,
      require_login: requireLogin,
      share_url,
    };
    sendJson(response, 200, { ...said, chatkit: null });
  }

  async function vend({ headers, json }: Recorded, response: ServerResponse): Promise<void> {
    if (headers.authorization !== `Bearer ${options.serviceToken}`) {
      return detail(response, 401, headers.authorization ? 'auth.invalid_token' : 'auth.missing_token');
    }
    if (!(options.scopes ?? ['chatkit:session']).includes('chatkit:session')) {
      return detail(response, 403, 'auth.missing_scope');
    }
    const workflow = json?.workflow_id ?? json?.workflowId;
    if (workflow !== undefined && !(typeof workflow === 'string' && UUID.test(workflow))) {
      return sendJson(response, 422, { detail: [{ type: 'uuid_parsing' }] });
    }
    if ((options.workspaces ?? []).length > 1) {
      return detail(response, 400, 'chatkit.auth.workspace_required', { authMode: 'jwt' });
    }
    if (!options.signingKey)
      return sendJson(response, 503, { detail: { message: 'No signing key.', hint: 'Set it.' } });
    const previous = json?.currentClientSecret ?? json?.current_client_secret;
    sendJson(response, 200, await mintToken(options, { workflow, user: json?.user, previous }));
  }

  const server = await startContractServer(handle);
  const studio = options.studio === 'same' ? server : await startContractServer((_request, page) => studioPage(page));
  const orcheo: Orcheo = {
    ...server,
    options,
    studio: studio.url,
    shareLink({ workspace, team, handle: name }) {
      const scope = `${workspace ? `${workspace}/` : ''}${team ? `team/${team}/` : ''}`;
      return `${studio.url}/chat/${scope}${name}`;
    },
    instead: () => false,
    async close() {
      await server.close();
      if (studio !== server) await studio.close();
    },
  };
  return orcheo;
}

/** One page for every address; its script signs the reader in. */
function studioPage(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/html',
    'set-cookie': `${LOGIN_COOKIE}; Path=/; HttpOnly; SameSite=Lax`,
  });
  response.end('<!doctype html><title>Orcheo Studio</title><p>Signed in.');
}

/** The chat itself is left out of it, and nobody has given it a name. */
const openApi = {
  openapi: '3.1.0',
  info: { title: 'FastAPI', version: '0.1.0' },
  paths: {
    '/api/workflows/{workflow_ref}/public': { get: {} },
    '/api/chatkit/session': { post: {} },
    '/api/chatkit/workflows/{workflow_ref}/trigger': { post: {} },
    '/api/system/health': { get: {} },
    '/api/workflows/{workflow_ref}/chatkit/session': { post: {} },
    '/api/system/info': { get: {} },
  },
};
