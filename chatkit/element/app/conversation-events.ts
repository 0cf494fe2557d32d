import type { ConversationEvent } from '../../client/conversation-context';
import type { ReportedError } from './chat-app';
import type { Emit } from '../events';

/** Turns what a conversation tells into the element's events, in the same order. */
export const publicEvents =
  (emit: Emit, report: (reported: ReportedError) => void, composerText: () => string) =>
  (event: ConversationEvent): void => {
    switch (event.type) {
      case 'error':
        return report({ error: event.error, source: event.source, threadId: event.threadId });
      case 'thread.change':
        return void emit('chatkit.thread.change', { threadId: event.threadId });
      case 'thread.load.start':
        return void emit('chatkit.thread.load.start', { threadId: event.threadId });
      case 'thread.load.end':
        return void emit('chatkit.thread.load.end', { threadId: event.threadId });
      case 'thread.title':
        return void emit('chatkit.thread.title', { threadId: event.threadId, title: event.title });
      case 'response.start':
        return void emit('chatkit.response.start');
      case 'response.end':
        return void emit('chatkit.response.end');
      case 'effect':
        return void emit('chatkit.effect', { name: event.name, data: event.data });
      case 'message.checking':
        return void emit('chatkit.message.checking', { threadId: event.threadId });
      case 'message.accepted':
        emit('chatkit.message.accepted', { threadId: event.threadId, itemId: event.itemId });
        return void emit('chatkit.composer.change', { text: composerText() });
    }
  };
