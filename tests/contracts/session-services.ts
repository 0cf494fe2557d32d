import type { ServerResponse } from 'node:http';
import { type ContractServer, type Recorded, sendJson, startContractServer } from './recorder';

interface ServiceOptions {
  /** Stands where `https://api.openai.com` does (`CHATKIT_API_BASE`). */
  openAi: string;
  /** The service's own key of OpenAI, as its environment holds it. */
  apiKey: string;
}

interface Refusal {
  error?: { message?: string };
}

/**
 * chatkit-link's server, its `main.py` (docs/backends.md, contract 8): every field but `user_id` is required, an empty
 * key is the server's own, and every refusal of OpenAI's becomes a 400 with its status in the text.
 */
export function startChatkitLink({ openAi, apiKey }: ServiceOptions): Promise<ContractServer> {
  return startContractServer(async ({ method, path, json }, response) => {
    const { pathname } = new URL(path, 'http://localhost');
    const allow = { 'access-control-allow-origin': '*' };
    if (method === 'GET' && pathname === '/openapi.json') return sendJson(response, 200, linkOpenApi, allow);
    if (method === 'GET' && pathname === '/') return sendPage(response, 'ChatKit link');
    if (pathname !== '/api/create-session') return sendJson(response, 404, { detail: 'Not Found' }, allow);
    if (method !== 'POST') return sendJson(response, 405, { detail: 'Method Not Allowed' }, allow);
    const missing = ['workflow_id', 'api_key'].filter((field) => typeof json?.[field] !== 'string');
    if (missing.length > 0) {
      const detail = missing.map((field) => ({ type: 'missing', loc: ['body', field], msg: 'Field required' }));
      return sendJson(response, 422, { detail }, allow);
    }
    const answer = await createSession(openAi, (json?.api_key as string) || apiKey, {
      workflow: { id: json?.workflow_id },
      user: json?.user_id ?? crypto.randomUUID(),
    });
    if (answer.ok) return sendJson(response, 200, await answer.json(), allow);
    const detail = `Failed to create session: ${answer.status}: OpenAI API error: ${await answer.text()}`;
    sendJson(response, 400, { detail }, allow);
  });
}

/**
 * The starter app's `app/api/create-session/route.ts` (docs/backends.md, contract 1): the workflow in the body or its
 * own, the user in a cookie, OpenAI's status passed through, and an `expires_after` that the API never fills.
 */
export function startStarterApp({ openAi, apiKey }: ServiceOptions): Promise<ContractServer> {
  return startContractServer(async ({ method, path, json, headers }, response) => {
    const { pathname } = new URL(path, 'http://localhost');
    if (method === 'GET' && pathname === '/') return sendPage(response, 'Starter app');
    if (pathname !== '/api/create-session') return sendJson(response, 404, { error: 'Not Found' });
    if (method !== 'POST') return sendJson(response, 405, { error: 'Method Not Allowed' });
    const workflow = workflowOf(json);
    if (workflow === undefined) return sendJson(response, 400, { error: 'Missing workflow id' });
    const known = /chatkit_session_id=([^;]+)/.exec(headers.cookie ?? '')?.[1];
    const user = known ?? crypto.randomUUID();
    const answer = await createSession(openAi, apiKey, { workflow: { id: workflow }, user });
    const body = (await answer.json()) as Refusal & { client_secret?: string; expires_after?: unknown };
    const cookie: Record<string, string> = {};
    if (known === undefined) cookie['set-cookie'] = `chatkit_session_id=${user}; Path=/; HttpOnly; SameSite=Lax`;
    if (answer.ok) {
      const { client_secret, expires_after = null } = body;
      return sendJson(response, 200, { client_secret, expires_after }, cookie);
    }
    sendJson(response, answer.status, { error: body.error?.message ?? 'Failed to create session', details: body });
  });
}

const workflowOf = (json: Recorded['json']): string | undefined => {
  const id = (json?.workflow as { id?: unknown } | undefined)?.id ?? json?.workflowId;
  return typeof id === 'string' && id !== '' ? id : undefined;
};

const createSession = (openAi: string, key: string, body: object) =>
  fetch(`${openAi}/v1/chatkit/sessions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'openai-beta': 'chatkit_beta=v1',
    },
    body: JSON.stringify(body),
  });

function sendPage(response: ServerResponse, title: string): void {
  response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>${title}</title><p>${title}`);
}

/** What FastAPI publishes of it. */
const linkOpenApi = {
  openapi: '3.1.0',
  info: { title: 'FastAPI', version: '0.1.0' },
  paths: {
    '/api/create-session': {
      post: {
        summary: 'Create Session',
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/CreateSessionRequest' } } },
          required: true,
        },
        responses: { '200': { content: { 'application/json': { schema: {} } } } },
      },
    },
  },
  components: {
    schemas: {
      CreateSessionRequest: {
        type: 'object',
        required: ['workflow_id', 'api_key'],
        properties: {
          workflow_id: { type: 'string' },
          api_key: { type: 'string' },
          user_id: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        },
      },
    },
  },
};
