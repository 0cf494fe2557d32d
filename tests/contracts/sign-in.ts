import { createChat, echo } from './chat';
import { type ContractServer, sendJson, startContractServer } from './recorder';

export interface GuardedChat extends ContractServer {
  /** Bearer tokens the chat takes. */
  accepts: (token: string) => boolean;
}

interface GuardedOptions {
  /** What the descriptor says besides name, kind and address. */
  descriptor: Record<string, unknown>;
  /** `cookie`: the chat is opened by its session cookie, and no bearer is looked at. */
  by: 'bearer' | 'cookie';
  accepts?: (token: string) => boolean;
  name: string;
}

export const SESSION_COOKIE = 'better-auth.session_token=reader-1';
export const SESSION_TOKEN = 'jwt-bought-with-a-session-cookie';

/**
 * A ChatKit server behind a sign-in: its descriptor, its chat, a page that signs the reader in with a session cookie, and
 * Better Auth's `GET /auth/token`, which buys a token for that cookie (docs/backends.md, contract 9).
 */
export async function startGuardedChat(options: GuardedOptions): Promise<GuardedChat> {
  const chat = createChat(echo('words', 5));
  const server = await startContractServer(async (request, response) => {
    const { method, path, headers, json } = request;
    const hasSession = headers.cookie?.includes(SESSION_COOKIE) ?? false;
    switch (`${method} ${path}`) {
      case 'GET /.well-known/docent.json':
        return sendJson(response, 200, {
          name: options.name,
          kind: 'chatkit',
          chatkit: { url: '../chatkit' },
          ...options.descriptor,
        });
      case 'GET /sign-in':
        response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': `${SESSION_COOKIE}; Path=/; HttpOnly` });
        return void response.end('<!doctype html><title>Signed in</title><p>You are signed in.');
      case 'GET /auth/token':
        if (!hasSession) return sendJson(response, 401, { message: 'canary-server-text' });
        return sendJson(response, 200, { token: SESSION_TOKEN, expires_in: 300 });
      case 'POST /chatkit': {
        const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
        const open = options.by === 'cookie' ? hasSession : guarded.accepts(token);
        if (!open) return sendJson(response, 401, { message: 'canary-server-text' });
        return chat(json, 'reader-1', response);
      }
      default:
        return sendJson(response, 404, {});
    }
  });
  const guarded: GuardedChat = { ...server, accepts: options.accepts ?? (() => false) };
  return guarded;
}
