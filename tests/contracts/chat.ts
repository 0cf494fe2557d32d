import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createMemoryStore } from '../../chatkit/server/memory-store';
import { createChatKitServer } from '../../chatkit/server/server';
import { toResponse } from '../../chatkit/server/sse';
import type { Answerer } from '../../chatkit/server/types';

/**
 * Says what it was given, so that a test sees what the model would have seen. `progress`: nothing but status lines and
 * then the whole answer at once, as Orcheo does (docs/backends.md, contract 6).
 */
export const echo = (style: 'words' | 'progress', stepMs = 25): Answerer => ({
  async *answer({ question, message }) {
    const text = `You asked: ${question}${message.quoted_text ? ` About: ${message.quoted_text}` : ''}`;
    if (style === 'progress') {
      for (const step of ['Reading the question', 'Running the workflow', 'Writing the answer']) {
        yield { type: 'progress', text: step };
        await pause(stepMs * 20);
      }
      yield { type: 'text', delta: text };
      return;
    }
    for (const word of text.split(/(?<= )/)) {
      yield { type: 'text', delta: word };
      await pause(stepMs);
    }
  },
});

/** One event of a stream, or an answer that is none. */
export type Said = Record<string, unknown>;
/** Asks the chat itself, for the same reader. */
export type AskChat = (type: string, params: object) => Promise<Said>;

export interface ChatOddities {
  /** Answers about a thread that is not there, or not this reader's; 404 when left out. */
  forgotten?: (type: unknown, response: ServerResponse) => void;
  /** Whose thread a request is about, where that is not the reader's own. */
  subjectOf?: (body: unknown, subject: string) => string;
  /** For one stream: what goes out in the place of an event, which may be nothing. */
  translate?: (body: unknown, ask: AskChat, subject: string) => (event: Said) => Promise<Said[]> | Said[];
  /** The same for an answer that is no stream. */
  rewrite?: (answer: Said) => Said;
  contentType?: string;
}

/** The ChatKit protocol over a memory store, for contract servers; subjects keep readers apart. */
export function createChat(answerer: Answerer, oddities: ChatOddities = {}) {
  const { forgotten, translate, rewrite = (answer) => answer, contentType = 'text/event-stream' } = oddities;
  const { subjectOf = (_body: unknown, subject: string) => subject } = oddities;
  const server = createChatKitServer({ store: createMemoryStore(), answerer });
  return async (body: unknown, reader: string, response: ServerResponse): Promise<void> => {
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    const subject = subjectOf(body, reader);
    const answer = toResponse(await server.handle(body, { subject, signal: leaving.signal }));
    if (answer.status === 404 && forgotten) return forgotten((body as { type?: unknown }).type, response);
    const isStream = answer.headers.get('content-type') === 'text/event-stream';
    if (!isStream) {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      return void response.end(JSON.stringify(rewrite((await answer.json()) as Said)));
    }
    response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-type': contentType });
    const ask: AskChat = async (type, params) =>
      (await toResponse(await server.handle({ type, params }, { subject })).json()) as Said;
    const said = translate?.(body, ask, reader) ?? ((event: Said) => [event]);
    for await (const chunk of answer.body ?? []) {
      // The server hands out one whole event at a time.
      const json = /^data: (.*)$/m.exec(new TextDecoder().decode(chunk))?.[1];
      if (json === undefined) response.write(chunk);
      else
        for (const event of await said(JSON.parse(json) as Said)) response.write(`data: ${JSON.stringify(event)}\n\n`);
    }
    response.end();
  };
}
