import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { DetectionContext } from '../../../utils/backend/detection/step';

type Route = (request: IncomingMessage, response: ServerResponse) => void;

export interface BackEnd {
  url: string;
  /** `METHOD path` of every request, in order. */
  requests: string[];
  headers: IncomingMessage['headers'][];
}

/** A real HTTP server on a free port, closed when the test ends. Unknown paths answer 404 with HTML. */
export async function startBackEnd(routes: Record<string, Route>): Promise<BackEnd> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const key = `${request.method} ${request.url}`;
    requests.push(key);
    headers.push(request.headers);
    const route = routes[key] ?? routes[`${request.method} *`] ?? routes['*'];
    if (route) route(request, response);
    else html(404)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, headers };
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Route =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

export const html =
  (status = 200): Route =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Sign in to this network</title><script>alert(1)</script>');
  };

export const redirect =
  (location: string, status = 302): Route =>
  (_request, response) => {
    response.writeHead(status, { location });
    response.end();
  };

export const emptyThreads = { data: [], has_more: false };

export const descriptor = {
  name: 'Python docs',
  kind: 'chatkit',
  chatkit: { url: '/chatkit' },
  token: { url: 'token' },
  auth: 'none',
  sites: ['docs.python.org', 'javascript:alert(1)', '*.Example.com'],
  greeting: 'Ask the\u202e Python docs',
  accent: '#3776ab',
  privacyUrl: 'javascript:alert(1)',
  supportUrl: 'https://example.com/help',
};

export const context: DetectionContext = {
  fetch: (url, init) => fetch(url, init),
  online: () => true,
  allowed: () => Promise.resolve(true),
  timeoutMs: 600,
};
