import type { ServerResponse } from 'node:http';

/** What a server does with one question. `real` answers as it should; the others do it in its place. */
export type Answer = (response: ServerResponse, real: () => Promise<string>) => void | Promise<void>;

export const status =
  (code: number, headers: Record<string, string> = {}, body = '{"error":"server text"}'): Answer =>
  (response) =>
    void response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);

export const body =
  (contentType: string | undefined, text: string, code = 200): Answer =>
  (response) =>
    void response.writeHead(code, contentType === undefined ? {} : { 'content-type': contentType }).end(text);

/** A stream of these bytes, which then ends; or breaks. */
export const stream =
  (text: string | Buffer, end: 'ends' | 'breaks' | 'stays' = 'ends', headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    response.flushHeaders();
    if (end === 'ends') response.end(text);
    else if (end === 'stays') response.write(text);
    else response.write(text, () => setImmediate(() => response.destroy()));
  };

/** The real stream, changed. */
export const changed =
  (
    change: (events: string[]) => string[],
    end: 'ends' | 'breaks' | 'stays' = 'ends',
    headers?: Record<string, string>,
  ) =>
  async (response: ServerResponse, real: () => Promise<string>): Promise<void> => {
    const events = (await real()).split(/(?<=\n\n)/);
    await stream(change(events).join(''), end, headers)(response, real);
  };

export const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;

/** The real stream up to, and without, the first event that holds these words. */
export const before = (words: string, end?: 'ends' | 'breaks') =>
  changed(
    (events) =>
      events.slice(
        0,
        events.findIndex((text) => text.includes(words)),
      ),
    end,
  );
/** The real stream with something behind the reader's message. */
export const afterEcho = (more: string) =>
  changed((events) => {
    const echo = events.findIndex((text) => text.includes('"user_message"'));
    return [...events.slice(0, echo + 1), more];
  });

/** Writes pieces for as long as anybody reads, at most 64 MB. @param first what comes before */
export const endless =
  (contentType: string, piece: string, first: (real: () => Promise<string>) => Promise<string>): Answer =>
  async (response, real) => {
    response.writeHead(200, { 'content-type': contentType });
    response.write(await first(real));
    let sent = 0;
    const more = () => {
      while (!response.destroyed && sent < 64_000_000) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.destroy();
    };
    more();
  };

export const realUntilEcho = async (real: () => Promise<string>): Promise<string> => {
  const events = (await real()).split(/(?<=\n\n)/);
  return events.slice(0, events.findIndex((text) => text.includes('"user_message"')) + 1).join('');
};
