import {
  assistantMessageItemSchema,
  threadSchema,
  userMessageItemSchema,
  type ThreadItem,
} from '../../../chatkit/protocol/items';
import type { StreamEvent } from '../../../chatkit/protocol/events';
import { emptyConversation, type ConversationState } from '../../../chatkit/client/state';
import { reduce, type Action } from '../../../chatkit/client/reducer';

const created_at = '2026-11-21T09:00:00.000Z';

export const thread = (id = 'thr_1', more: object = {}) => threadSchema.parse({ id, created_at, ...more });

export const question = (id: string, text: string, more: object = {}) =>
  userMessageItemSchema.parse({
    type: 'user_message',
    id,
    thread_id: 'thr_1',
    created_at,
    content: [{ type: 'input_text', text }],
    ...more,
  });

export const answer = (id: string, text: string, annotations: object[] = []) =>
  assistantMessageItemSchema.parse({
    type: 'assistant_message',
    id,
    thread_id: 'thr_1',
    created_at,
    content: text === '' ? [] : [{ type: 'output_text', text, annotations }],
  });

export const delta = (item_id: string, text: string, content_index = 0): StreamEvent => ({
  type: 'thread.item.updated',
  item_id,
  update: { type: 'assistant_message.content_part.text_delta', content_index, delta: text },
});

export const partDone = (item_id: string, text: string): StreamEvent => ({
  type: 'thread.item.updated',
  item_id,
  update: {
    type: 'assistant_message.content_part.done',
    content_index: 0,
    content: { type: 'output_text', text, annotations: [] },
  },
});

export const citation = (title: string, index?: number) => ({
  type: 'annotation' as const,
  index,
  source: {
    type: 'url' as const,
    url: `https://example.com/${title}`,
    title,
    attribution: undefined,
    description: undefined,
    timestamp: undefined,
    group: undefined,
  },
});

export const cited = (item_id: string, annotation_index: number, title: string): StreamEvent => ({
  type: 'thread.item.updated',
  item_id,
  update: {
    type: 'assistant_message.content_part.annotation_added',
    content_index: 0,
    annotation_index,
    annotation: citation(title, 1),
  },
});

export const added = (item: ThreadItem): StreamEvent => ({ type: 'thread.item.added', item });
export const done = (item: ThreadItem): StreamEvent => ({ type: 'thread.item.done', item });

export const event = (of: StreamEvent): Action => ({ type: 'event', event: of });

/** The state after a list of actions. */
export const after = (actions: readonly Action[], from: ConversationState = emptyConversation): ConversationState =>
  actions.reduce(reduce, from);

/** A run that has sent a question, up to its echo. */
export const askedWith = (text = 'Why?'): Action[] => [
  { type: 'run.started', kind: 'send', pending: question('pending:1', text) },
  { type: 'run.opened' },
  event({ type: 'thread.created', thread: thread() }),
  event(done(question('msg_1', text))),
];

export const textsOf = ({ items }: ConversationState): string[] =>
  items.map((item) =>
    item.type === 'user_message' || item.type === 'assistant_message'
      ? item.content.map((part) => part.text).join('|')
      : item.type,
  );
