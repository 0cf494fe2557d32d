import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A stand-in that keeps Ollama's door as its code has it (`server/routes.go`, `envconfig/config.go` and gin-contrib/cors,
 * read in August 2026): whoever names an origin that is not its own and not on the list gets 403 with no body, whatever is
 * asked; a request without `Origin` passes. Its wire is that of `/v1` there; its words come bit by bit.
 */
export interface Ollama {
  address: string;
  asked: { method: string; path: string; origin: string | undefined; status: number; body: string }[];
  close(): Promise<void>;
}

const defaults = [
  ...['localhost', '127.0.0.1', '0.0.0.0'].flatMap((host) =>
    ['http', 'https'].flatMap((scheme) => [`${scheme}://${host}`, `${scheme}://${host}:*`]),
  ),
  ...['app', 'file', 'tauri', 'vscode-webview', 'vscode-file'].map((scheme) => `${scheme}://*`),
];

/** @param origins as `OLLAMA_ORIGINS` holds them, separated by commas */
export async function startOllama(models: readonly string[], origins = ''): Promise<Ollama> {
  const allowed = [...origins.split(',').filter(Boolean), ...defaults];
  const asked: Ollama['asked'] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const { method = '', url: path = '', headers } = request;
      const note = { method, path, origin: headers.origin, status: 200, body };
      asked.push(note);
      const end = (status: number, json?: unknown) => {
        note.status = status;
        response.writeHead(status, { ...(json !== undefined && { 'content-type': 'application/json' }), ...cors });
        response.end(json === undefined ? undefined : JSON.stringify(json));
      };
      const cors = headers.origin === undefined ? {} : { 'access-control-allow-origin': headers.origin };
      if (!passes(headers.origin, headers.host ?? '', allowed)) {
        note.status = 403;
        return response.writeHead(403).end();
      }
      switch (`${method} ${path}`) {
        case 'GET /':
          return response.end('Ollama is running');
        case 'GET /api/version':
          return end(200, { version: '0.12.0' });
        case 'GET /api/ps':
          return end(200, { models: [] });
        case 'POST /api/show':
          return end(200, { details: { parameter_size: '8.0B' }, model_info: { 'llama.context_length': 131_072 } });
        case 'GET /v1/models':
          return end(200, {
            object: 'list',
            data: models.length === 0 ? null : models.map((id) => ({ id, object: 'model', owned_by: 'library' })),
          });
        case 'POST /v1/chat/completions': {
          const { messages = [], model = '' } = JSON.parse(body) as { messages?: unknown[]; model?: string };
          if (messages.length === 0) return end(400, refusal('invalid_request_error', "[] is too short - 'messages'"));
          if (!models.includes(model)) return end(404, refusal('not_found_error', `model '${model}' not found`));
          response.writeHead(200, { 'content-type': 'text/event-stream', ...cors });
          for (const content of [`This is ${model}`, ' speaking.']) {
            response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`);
            await new Promise(setImmediate);
          }
          return response.end(
            `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
          );
        }
        default:
          return end(404);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => closed(server),
  };
}

/** As gin-contrib/cors compares: the server's own address passes, a `*` stands for any text. */
function passes(origin: string | undefined, host: string, allowed: readonly string[]): boolean {
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return true;
  return allowed.some((entry) => {
    const [start = '', end] = entry.split('*');
    return end === undefined ? origin === entry : origin.startsWith(start) && origin.endsWith(end);
  });
}

const refusal = (type: string, message: string) => ({ error: { message, type, param: null, code: null } });

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += String(piece);
  return body;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
