import type { StreamEvent } from '../protocol/events';
import type { ThreadMetadata } from '../protocol/items';
import type { ChatKitRequest } from '../protocol/requests';
import type { StreamingType } from '../protocol/streaming-types';
import type { Answerer, AnswerPart, TurnContext } from './answerer';
import type { Store } from './types';

export type StreamingRequest = Extract<ChatKitRequest, { type: StreamingType }>;

export interface PrepareContext {
  store: Store;
  subject: string;
  answerer: Answerer;
  /** Fields of a new item of the thread. */
  newItem(threadId: string, prefix: string): { id: string; thread_id: string; created_at: string };
  /** The thread a `threads.create` makes; its id is already taken as the key of the turn. */
  newThread: ThreadMetadata;
}

/** What a request changed before anybody answers, and what is to be answered (nothing: the stream just ends). */
export interface Prepared {
  /** Sent before `stream_options`. */
  opening: StreamEvent[];
  /** Sent after `stream_options`. */
  following: StreamEvent[];
  answer?: (context: Omit<TurnContext, 'items'>) => AsyncIterable<AnswerPart>;
}
