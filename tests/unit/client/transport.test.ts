import { afterEach, describe, expect, test } from 'vitest';
import type { ServerResponse } from 'node:http';
import {
  ChatKitHttpError,
  ChatKitResponseError,
  ChatKitTimeoutError,
  ChatKitTooLongError,
} from '../../../chatkit/client/errors';
import { MAX_JSON_BYTES } from '../../../chatkit/client/limits';
import { createTransport, type Answer } from '../../../chatkit/client/transport';
import { json, startServer, type TestServer } from './http-server';
import { answer, delta, done, question, thread } from './wire';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const input = { content: [], attachments: [], inference_options: { tool_choice: undefined, model: undefined } };
const create = { type: 'threads.create' as const, params: { input } };
const list = { type: 'threads.list' as const, params: {} };

async function transportTo(
  respond: (response: ServerResponse) => void,
  options: { jsonTimeoutMs?: number; onIgnored?: (type: string) => void } = {},
) {
  server = await startServer(respond);
  const { url } = server;
  return createTransport({ endpoint: () => ({ url, fetch, locale: 'pt-BR' }), ...options });
}

/** Writes up to 100 MB for as long as anybody reads; settles when nobody does any more. */
function writeWithoutEnd(response: ServerResponse, contentType: string, written: { bytes: number }): Promise<void> {
  response.writeHead(200, { 'content-type': contentType });
  const piece = Buffer.alloc(65_536, ' ');
  const more = () => {
    while (!response.destroyed && written.bytes < 100_000_000) {
      written.bytes += piece.length;
      if (!response.write(piece)) return void response.once('drain', more);
    }
  };
  more();
  return new Promise((resolve) => response.on('close', () => resolve()));
}

async function eventsOf(given: Answer) {
  const events: unknown[] = [];
  if (given.kind === 'events') for await (const event of given.events) events.push(event);
  return events;
}

const events = [
  { type: 'thread.created', thread: thread() },
  done(question('msg_1', 'Größe 📏?')),
  delta('msg_2', 'Schön – “日本語”\n'),
  done(answer('msg_2', 'Ok')),
];
const wire = Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));

describe('a stream', () => {
  test.each([1, 2, 3, 7, 64, 1_000])('is read the same in pieces of %i bytes', async (size) => {
    const transport = await transportTo((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      for (let at = 0; at < wire.length; at += size) response.write(wire.subarray(at, at + size));
      response.end();
    });
    const received = await eventsOf(await transport.send(create, new AbortController().signal));
    expect(received).toEqual(events);
  });

  test('leaves out blank data, malformed JSON, comments and kinds it does not know', async () => {
    const ignored: string[] = [];
    const transport = await transportTo(
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(
          `: hello\n\ndata:\n\ndata: {"type":\n\ndata: {"type":"thread.item.exploded"}\n\ndata: 7\n\n${wire.toString()}`,
        );
      },
      { onIgnored: (type) => ignored.push(type) },
    );
    expect(await eventsOf(await transport.send(create, new AbortController().signal))).toEqual(events);
    expect(ignored).toEqual(['malformed', 'thread.item.exploded', 'malformed']);
  });

  test('that breaks throws after everything that came, and is not asked for again', async () => {
    const transport = await transportTo((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(wire, () => setImmediate(() => response.destroy()));
    });
    const given = await transport.send(create, new AbortController().signal);
    const received: unknown[] = [];
    await expect(
      (async () => {
        if (given.kind === 'events') for await (const event of given.events) received.push(event);
      })(),
    ).rejects.toThrow();
    expect(received).toEqual(events);
    expect(server?.bodies).toHaveLength(1);
  });

  test('that is left closes the connection, so that the server learns of it', async () => {
    let closed: Promise<void> | undefined;
    const transport = await transportTo((response) => {
      closed = new Promise((resolve) => response.on('close', () => resolve()));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(wire);
    });
    const given = await transport.send(create, new AbortController().signal);
    if (given.kind === 'events') for await (const event of given.events) if (event) break;
    await closed;
  });

  test('may stay silent for longer than a JSON answer may take', async () => {
    const transport = await transportTo(
      (response) => {
        setTimeout(() => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(wire), 60);
      },
      { jsonTimeoutMs: 20 },
    );
    expect(await eventsOf(await transport.send(create, new AbortController().signal))).toHaveLength(events.length);
  });
});

describe('a request', () => {
  test('says what it accepts, in which language, and what chatkit-python requires', async () => {
    const transport = await transportTo((response) => json(response, {}));
    await transport.send(create, new AbortController().signal).catch(() => undefined);
    await transport.send(list, new AbortController().signal);
    expect(server?.headers[0]).toMatchObject({
      accept: 'text/event-stream',
      'accept-language': 'pt-BR',
      'content-type': 'application/json',
    });
    expect(server?.headers[1]?.accept).toBe('application/json');
    expect(server?.bodies[0]).toEqual({
      type: 'threads.create',
      params: { input: { content: [], attachments: [], inference_options: {} } },
    });
  });

  test.each([
    ['JSON where a stream was asked for', create, 'application/json'],
    ['a stream where JSON was asked for', list, 'text/event-stream'],
  ] as const)('answered with %s is refused unread', async (_, request, contentType) => {
    const written = { bytes: 0 };
    let closed: Promise<void> | undefined;
    const transport = await transportTo((response) => {
      closed = writeWithoutEnd(response, contentType, written);
    });
    await expect(transport.send(request, new AbortController().signal)).rejects.toBeInstanceOf(ChatKitResponseError);
    await closed;
    expect(written.bytes).toBeLessThan(MAX_JSON_BYTES);
  });

  test('for JSON is given up where its answer is too long', async () => {
    const written = { bytes: 0 };
    let closed: Promise<void> | undefined;
    const transport = await transportTo((response) => {
      closed = writeWithoutEnd(response, 'application/json', written);
    });
    await expect(transport.send(list, new AbortController().signal)).rejects.toBeInstanceOf(ChatKitTooLongError);
    await closed;
    expect(written.bytes).toBeLessThan(2 * MAX_JSON_BYTES);
  });

  test('understands a type in capitals', async () => {
    const transport = await transportTo((response) =>
      response.writeHead(200, { 'content-type': 'Application/JSON; charset=UTF-8' }).end('{"data":[]}'),
    );
    expect(await transport.send(list, new AbortController().signal)).toEqual({ kind: 'json', body: { data: [] } });
  });

  test.each([400, 401, 403, 404, 429, 500, 503])('answered with %i fails once and is not repeated', async (status) => {
    const transport = await transportTo((response) => json(response, { error: 'secret detail' }, status));
    const failure = await transport.send(create, new AbortController().signal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChatKitHttpError);
    expect(failure).toMatchObject({ status });
    expect(String(failure)).not.toContain('secret');
    expect(server?.bodies).toHaveLength(1);
  });

  test('learns how long a busy server asks it to wait', async () => {
    const transport = await transportTo((response) => response.writeHead(429, { 'retry-after': '20' }).end());
    await expect(transport.send(list, new AbortController().signal)).rejects.toMatchObject({ retryAfterSeconds: 20 });
  });

  test.each([
    ['a sign-in page', 'text/html', '<html>Welcome to our network</html>'],
    ['text that calls itself JSON', 'application/json', 'not json'],
    ['no type at all', '', '{}'],
  ])('answered with %s is not believed', async (_name, contentType, body) => {
    const transport = await transportTo((response) =>
      response.writeHead(200, contentType === '' ? {} : { 'content-type': contentType }).end(body),
    );
    await expect(transport.send(list, new AbortController().signal)).rejects.toBeInstanceOf(ChatKitResponseError);
  });

  test('for JSON ends when its time is over, body included', async () => {
    const transport = await transportTo(
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
      { jsonTimeoutMs: 50 },
    );
    await expect(transport.send(list, new AbortController().signal)).rejects.toBeInstanceOf(ChatKitTimeoutError);
  });

  test('that is aborted rejects with the abort', async () => {
    const transport = await transportTo(() => undefined);
    const abort = new AbortController();
    const sent = transport.send(list, abort.signal);
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('hands through what the host’s fetch throws', async () => {
    const mine = new RangeError('mine');
    const transport = createTransport({
      endpoint: () => ({ url: '/', fetch: () => Promise.reject(mine), locale: 'en' }),
    });
    await expect(transport.send(create, new AbortController().signal)).rejects.toBe(mine);
  });
});
