import { createServer } from 'node:http';
import { readFile, realpath } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { findDocs } from '../docs-packages.mjs';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
};

export interface DocsServer {
  /** `http://127.0.0.1:<port>`; the documentations are below `/python/`, `/node/`, `/rust/` and so on. */
  origin: string;
  /** Every request so far, newest last: what a page and anything in it asked for. */
  requests: { method: string; path: string }[];
  /**
   * Puts a sentence behind some text of a page, from the next load on, so that an answer can only have come from what
   * was really read.
   *
   * @throws Error when the page does not hold the text
   */
  plant(path: string, after: string, sentence: string): Promise<void>;
  /** Serves a page made by the test itself. */
  page(path: string, html: string): void;
  close(): Promise<void>;
}

/**
 * Serves folders on a free loopback port; without `folders`, the real documentations.
 *
 * @param folders first path segment → folder
 */
export async function serveDocs(folders: Record<string, string> = documentations()): Promise<DocsServer> {
  const planted = new Map<string, string>();
  const requests: DocsServer['requests'] = [];
  const read = async (path: string) => {
    const [, first = '', ...rest] = path.split('/');
    const folder = folders[first];
    if (!folder) return undefined;
    const root = await realpath(folder);
    const file = normalize(join(root, rest.join('/') || 'index.html'));
    return file.startsWith(root + sep) ? readFile(file).catch(() => undefined) : undefined;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push({ method: request.method ?? '', path });
    void Promise.resolve(planted.get(path) ?? read(path)).then((body) => {
      response.writeHead(body === undefined ? 404 : 200, {
        'content-type': types[extname(path)] ?? (body === undefined ? 'text/plain' : 'text/html; charset=utf-8'),
        'cache-control': 'no-store',
      });
      response.end(body ?? 'Not found');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async plant(path, after, sentence) {
      const html = planted.get(path) ?? (await read(path))?.toString('utf8') ?? '';
      if (!html.includes(after)) throw new Error(`${path} does not hold: ${after}`);
      planted.set(path, html.replace(after, `${after} ${sentence}`));
    },
    page: (path, html) => void planted.set(path, html),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function documentations(): Record<string, string> {
  const docs = findDocs();
  if (!docs.python || !docs.node) throw new Error('The documentation pages are missing. Run: npm test');
  return Object.fromEntries(Object.entries(docs).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
