import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { createMemoryStore } from '../../chatkit/server/memory-store';
import { createChatKitServer } from '../../chatkit/server/server';
import { toResponse } from '../../chatkit/server/sse';
import { PythonMissingError, startPythonServer, type PythonServer } from './python-server';
import { createSceneAnswerer } from './scene-answerer';

/** What a ChatKit server is to its client: `POST /chatkit`, and `PUT /upload/<id>` for files. */
export interface Backend {
  name: string;
  /** @param url of the host the client knows; only its path counts */
  fetch(
    url: string,
    init: { method: string; headers: Record<string, string>; body: Uint8Array<ArrayBuffer>; signal?: AbortSignal },
  ): Promise<Response>;
  stop(): void;
}

/** Our own server half, with the scenes as its answerer, over memory. */
export function startOwnBackend(base: () => string): Backend {
  const server = createChatKitServer({
    store: createMemoryStore(),
    answerer: createSceneAnswerer(),
    attachments: {
      maxBytes: 1_000_000,
      maxBytesPerSubject: 10_000_000,
      accepts: () => true,
      uploadTo: (id, { base: at }) => ({ url: `${at}/upload/${id}`, method: 'PUT', headers: { 'x-upload': '1' } }),
    },
  });
  const subject = 'ann';
  return {
    name: 'our server',
    async fetch(url, { body, signal }) {
      const upload = /\/upload\/([\w-]+)$/.exec(url)?.[1];
      if (upload !== undefined) {
        const { status, body: answer } = await server.upload(upload, body, { subject });
        return Response.json(answer, { status });
      }
      return toResponse(
        await server.handle(JSON.parse(new TextDecoder().decode(body)), {
          subject,
          base: base(),
          ...(signal && { signal }),
        }),
      );
    },
    stop: () => undefined,
  };
}

const recordingSchema = z.array(
  z.object({ request: z.string(), status: z.number(), contentType: z.string(), body: z.string() }),
);
type Recording = z.infer<typeof recordingSchema>;

/**
 * The real chatkit-python; where it cannot be had, what it answered when the recording was made. In CI a missing Python
 * fails. `RECORD=1` writes the recording anew.
 */
export async function startPythonBackend(
  recording: string,
  base: () => string,
  {
    start = startPythonServer,
    env = process.env,
  }: { start?: () => Promise<PythonServer>; env?: NodeJS.ProcessEnv } = {},
): Promise<Backend> {
  const file = fileOf(recording);
  try {
    const python = await start();
    const backend: Backend = {
      name: 'chatkit-python',
      fetch: (url, { method, headers, body, signal }) =>
        fetch(new URL(new URL(url, 'http://host').pathname, python.url), {
          method,
          headers: { ...headers, 'x-base': base() },
          ...(body.byteLength > 0 && { body }),
          ...(signal && { signal }),
        }),
      stop: python.stop,
    };
    return env.RECORD ? recorded(backend, file, base) : backend;
  } catch (error) {
    if (env.CI || !(error instanceof PythonMissingError) || !existsSync(file)) throw error;
    return startRecordedBackend(recording, base);
  }
}

export const startRecordedBackend = (recording: string, base: () => string): Backend =>
  replay(recordingSchema.parse(JSON.parse(readFileSync(fileOf(recording), 'utf8'))), base);

const fileOf = (recording: string) => fileURLToPath(new URL(`fixtures/${recording}.json`, import.meta.url));

/** The name under which an exchange is kept: ids differ from run to run, the order of requests of one kind does not. */
const nameOf = (url: string, body: Uint8Array): string =>
  url.includes('/upload/') ? 'upload' : (JSON.parse(new TextDecoder().decode(body)) as { type: string }).type;

const BASE = 'http://base.invalid';

function recorded(backend: Backend, file: string, base: () => string): Backend {
  const exchanges: Recording = [];
  return {
    name: `${backend.name}, recorded`,
    async fetch(url, init) {
      const response = await backend.fetch(url, init);
      const exchange = {
        request: nameOf(url, init.body),
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        body: '',
      };
      exchanges.push(exchange);
      const [kept, passed] = response.body?.tee() ?? [];
      void new Response(kept ?? null).text().then((text) => (exchange.body = text.replaceAll(base(), BASE)));
      return new Response(passed ?? null, { status: response.status, headers: response.headers });
    },
    stop() {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(exchanges, null, 1)}\n`);
      backend.stop();
    },
  };
}

/** Answers the n-th request of a kind as the n-th was answered, the last one for every further. */
function replay(recording: Recording, base: () => string): Backend {
  const asked = new Map<string, number>();
  return {
    name: 'a recording of chatkit-python',
    fetch(url, { body }) {
      const request = nameOf(url, body);
      const kept = recording.filter((exchange) => exchange.request === request);
      const count = asked.get(request) ?? 0;
      asked.set(request, count + 1);
      const answer = kept[Math.min(count, kept.length - 1)];
      if (!answer) return Promise.reject(new Error(`The recording holds no ${request}.`));
      const headers = { 'content-type': answer.contentType };
      return Promise.resolve(new Response(answer.body.replaceAll(BASE, base()), { status: answer.status, headers }));
    },
    stop: () => undefined,
  };
}
