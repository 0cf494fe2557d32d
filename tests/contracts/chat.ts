import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createMemoryStore } from '../../chatkit/server/memory-store';
import { createChatKitServer } from '../../chatkit/server/server';
import { toResponse } from '../../chatkit/server/sse';
import type { Answerer } from '../../chatkit/server/types';

/**
 * Says what it was given, so that a test sees what the model would have seen. `progress`: nothing but status lines and
 * then the whole answer at once, as Orcheo does (reference/backends.md 6.2).
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

/** The ChatKit protocol over a memory store, for contract servers; subjects keep readers apart. */
export function createChat(answerer: Answerer) {
  const server = createChatKitServer({ store: createMemoryStore(), answerer });
  return async (body: unknown, subject: string, response: ServerResponse): Promise<void> => {
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    const answer = toResponse(await server.handle(body, { subject, signal: leaving.signal }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    for await (const chunk of answer.body ?? []) response.write(chunk);
    response.end();
  };
}
