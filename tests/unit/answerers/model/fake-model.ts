import { docentMetadataSchema } from '../../../../chatkit/protocol/requests';
import { type ModelAnswererOptions, createModelAnswerer } from '../../../../chatkit/answerers/model/answerer';
import { wordsOf } from '../../../../chatkit/answerers/model/messages';
import type { Model, ModelFacts, ModelMessage, ModelSaid } from '../../../../chatkit/answerers/model/model';
import { createMemoryStore } from '../../../../chatkit/server/memory-store';
import { createChatKitServer } from '../../../../chatkit/server/server';
import type { Answerer, Store } from '../../../../chatkit/server/types';
import type { StreamEvent } from '../../../../chatkit/protocol/events';

/** A model without a wire: what it was asked, and what it says. */
export function fakeModel({
  facts = {},
  count,
  say = () => ['So it is.'],
}: {
  facts?: ModelFacts;
  count?: (text: string) => number;
  /** @throws what the model fails with */
  say?: (messages: readonly ModelMessage[], attempt: number) => (string | ModelSaid)[];
} = {}) {
  const asked: ModelMessage[][] = [];
  const limits: (number | undefined)[] = [];
  const model: Model = {
    facts: () => Promise.resolve(facts),
    ...(count && { count: (text: string) => Promise.resolve(count(text)) }),
    async *stream(messages, { maxTokens }) {
      asked.push([...messages]);
      limits.push(maxTokens);
      for (const said of say(messages, asked.length)) {
        yield typeof said === 'string' ? { type: 'text', delta: said } : said;
      }
      yield { type: 'finish', reason: 'stop' };
    },
  };
  return { model, asked, limits };
}

export const words = (messages: readonly ModelMessage[] | undefined): string =>
  (messages ?? []).map(wordsOf).join('\n');

/** A conversation with the answerer, through the server that keeps it; `begin` begins another one with the same answerer. */
export const converse = (model: Model, options: Partial<ModelAnswererOptions> = {}) =>
  converseWith(createModelAnswerer({ model, secret: 'a secret', ...options }));

export function converseWith(answerer: Answerer, store: Store = createMemoryStore()) {
  const server = createChatKitServer({ store, answerer, finishWithinMs: 0 });
  let threadId: string | undefined;
  const begin = () => {
    threadId = undefined;
  };
  return Object.assign(ask, { begin });
  async function ask(text: string, docent?: object, language = 'en', onEvent?: (event: StreamEvent) => boolean) {
    const passages = (docent as { passages?: { text: string }[] } | undefined)?.passages;
    const input = {
      content: [{ type: 'input_text' as const, text }],
      attachments: [],
      quoted_text: passages?.[0]?.text,
      inference_options: {},
    };
    const answer = await server.handle(
      {
        ...(threadId === undefined
          ? { type: 'threads.create', params: { input } }
          : { type: 'threads.add_user_message', params: { thread_id: threadId, input } }),
        metadata: docent ? { docent: docentMetadataSchema.parse({ version: 1, mode: 'page', ...docent }) } : {},
      },
      { subject: 'reader', language },
    );
    if (answer.kind !== 'stream') throw new Error('no stream');
    const events: StreamEvent[] = [];
    for await (const event of answer.events) {
      events.push(event);
      // As a reader who presses Stop.
      if (onEvent?.(event)) break;
    }
    threadId ??= events.flatMap((event) => (event.type === 'thread.created' ? event.thread.id : []))[0];
    const done = events.flatMap((event) => (event.type === 'thread.item.done' ? event.item : []));
    const said = done.findLast((item) => item.type === 'assistant_message');
    return {
      text: said?.content.map((part) => part.text).join('') ?? '',
      annotations: said?.content.flatMap((part) => part.annotations) ?? [],
      steps: done.flatMap((item) => (item.type === 'task' ? (item.task.title ?? '') : [])),
      progress: events.flatMap((event) => (event.type === 'progress_update' ? event.text : [])),
      error: events.find((event) => event.type === 'error'),
      events,
    };
  }
}
