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

export interface ChatOddities {
  /** Answers about a thread that is not there, or not this reader's; 404 when left out. */
  forgotten?: (type: unknown, response: ServerResponse) => void;
  /** Changes an event on its way. */
  mapEvent?: (event: Record<string, unknown>) => Record<string, unknown>;
}

/** The ChatKit protocol over a memory store, for contract servers; subjects keep readers apart. */
export function createChat(answerer: Answerer, { forgotten, mapEvent }: ChatOddities = {}) {
  const server = createChatKitServer({ store: createMemoryStore(), answerer });
  return async (body: unknown, subject: string, response: ServerResponse): Promise<void> => {
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    const answer = toResponse(await server.handle(body, { subject, signal: leaving.signal }));
    if (answer.status === 404 && forgotten) return forgotten((body as { type?: unknown }).type, response);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    const isStream = answer.headers.get('content-type') === 'text/event-stream';
    for await (const chunk of answer.body ?? []) {
      response.write(mapEvent && isStream ? mapLine(new TextDecoder().decode(chunk), mapEvent) : chunk);
    }
    response.end();
  };
}

/** The server hands out one whole event at a time. */
const mapLine = (chunk: string, map: NonNullable<ChatOddities['mapEvent']>) =>
  chunk.replace(/^data: (.*)$/m, (_line, json: string) => `data: ${JSON.stringify(map(JSON.parse(json) as never))}`);
