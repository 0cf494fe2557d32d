import { type StreamEvent } from '../../../chatkit/protocol/events';
import { createMemoryStore } from '../../../chatkit/server/memory-store';
import { createChatKitServer } from '../../../chatkit/server/server';
import { type AnswerContext, type Answerer, type AnswerPart, type ServerAnswer } from '../../../chatkit/server/types';

/** An answerer that says the given parts; a function is called with the context first. */
export const saying = (...parts: AnswerPart[]): Answerer => ({
  async *answer() {
    for (const part of parts) yield part;
  },
});

export const text = (delta: string): AnswerPart => ({ type: 'text', delta });

/** An answerer driven by the test: each `say` lets it go one part further. */
export function createPuppet() {
  const contexts: AnswerContext[] = [];
  const parts: (AnswerPart | Error | 'end')[] = [];
  let wake = () => {};
  const answerer: Answerer = {
    async *answer(context) {
      contexts.push(context);
      for (;;) {
        while (parts.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        const part = parts.shift();
        if (part === 'end' || part === undefined) return;
        if (part instanceof Error) throw part;
        yield part;
      }
    },
  };
  return {
    answerer,
    contexts,
    say(...more: (AnswerPart | Error | 'end')[]) {
      parts.push(...more);
      wake();
    },
  };
}

export function createHarness(answerer: Answerer, { finishWithinMs = 60_000 } = {}) {
  const store = createMemoryStore();
  let count = 0;
  const server = createChatKitServer({
    store,
    answerer,
    now: () => Date.UTC(2026, 10, 21),
    newId: (prefix) => `${prefix}_${++count}`,
    finishWithinMs,
  });
  const handle = (type: string, params: unknown, { subject = 'ann', signal, metadata, language }: HandleOptions = {}) =>
    server.handle(
      { type, params, metadata },
      { subject, ...(signal && { signal }), ...(language !== undefined && { language }) },
    );
  const stream = async (type: string, params: unknown, options?: HandleOptions): Promise<StreamEvent[]> =>
    collect(await handle(type, params, options));
  const json = async (type: string, params: unknown, options?: HandleOptions): Promise<JsonBody> => {
    const answer = await handle(type, params, options);
    if (answer.kind !== 'json') throw new Error('a stream');
    return { status: answer.status, body: answer.body as JsonBody['body'] };
  };
  return { store, server, handle, stream, json };
}

interface HandleOptions {
  subject?: string;
  signal?: AbortSignal;
  metadata?: Record<string, unknown>;
  language?: string;
}
interface JsonBody {
  status: number;
  body: Record<string, unknown> & { data: Record<string, unknown>[] };
}

export async function collect(answer: ServerAnswer): Promise<StreamEvent[]> {
  if (answer.kind !== 'stream') throw new Error(`not a stream: ${JSON.stringify(answer.body)}`);
  const events: StreamEvent[] = [];
  for await (const event of answer.events) events.push(event);
  return events;
}

export const input = (question: string, quoted_text?: string) => ({
  content: [{ type: 'input_text', text: question }],
  attachments: [],
  inference_options: {},
  ...(quoted_text === undefined ? {} : { quoted_text }),
});

/** What happened, one word per event: `type` or, for updates, the update's own type without its first part. */
export const order = (events: StreamEvent[]): string[] =>
  events.map((event) => {
    if (event.type === 'thread.item.updated') return event.update.type.replace('assistant_message.', '');
    if (event.type.startsWith('thread.item.') && 'item' in event) return `${event.type} ${event.item.type}`;
    return event.type;
  });
