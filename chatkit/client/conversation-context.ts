import type { ChatKitApi } from './api';
import type { ClientTool } from './client-tool';
import { reduce, type Action } from './reducer';
import { lastMeaningfulItem, type ConversationState } from './state';
import type { ScheduleFrame, Store } from './store';
import type { Transport } from './transport';

/** What the host of a conversation is told, in the order in which it happens. */
export type ConversationEvent =
  | { type: 'thread.change'; threadId: string | null }
  | { type: 'thread.load.start'; threadId: string }
  | { type: 'thread.load.end'; threadId: string }
  | { type: 'thread.title'; threadId: string; title?: string }
  | { type: 'response.start' }
  | { type: 'response.end' }
  | { type: 'message.accepted'; threadId: string; itemId: string }
  /** Whether the server has the message is looked up in its thread; accepted or an error follows. */
  | { type: 'message.checking'; threadId: string }
  | { type: 'effect'; name: string; data?: Record<string, unknown> }
  | { type: 'error'; error: Error; source: ErrorSource; threadId?: string };

/** What failed: decides what "try again" means. */
export type ErrorSource = 'send' | 'stream' | 'load' | 'feedback' | 'client-tool' | 'action';

export interface ConversationOptions {
  transport: Transport;
  scheduleFrame: ScheduleFrame;
  /** Milliseconds since 1970. */
  now: () => number;
  newId: () => string;
  onEvent: (event: ConversationEvent) => void;
  /** Read for each call; undefined when the host has none. */
  clientTool: () => ClientTool | undefined;
}

/** What the parts of a conversation share. */
export interface ConversationContext extends ConversationOptions {
  api: ChatKitApi;
  store: Store<ConversationState>;
  dispatch: (action: Action, when?: 'now' | 'next-frame') => void;
  fail: (error: Error, source: ErrorSource, threadId?: string) => void;
}

export function createContext(
  options: ConversationOptions,
  api: ChatKitApi,
  store: Store<ConversationState>,
): ConversationContext {
  return {
    ...options,
    api,
    store,
    dispatch: (action, when) => store.set(reduce(store.current(), action), when),
    fail: (error, source, threadId) => options.onEvent({ type: 'error', error, source, threadId }),
  };
}

export const endsWithQuestion = ({ items }: ConversationState): boolean =>
  lastMeaningfulItem(items)?.type === 'user_message';
