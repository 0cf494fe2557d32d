import type { Attachment } from '../protocol/items';
import type { OutgoingMessage } from '../client/state';
import { createStore, type ReadableStore } from '../client/store';

export interface ComposerState {
  text: string;
  /** Content with tags set by the host; stands until the text is edited. */
  content: OutgoingMessage['content'] | null;
  reply: string;
  attachments: readonly Attachment[];
  toolId: string | null;
  modelId: string | null;
}

export interface ComposerStore extends ReadableStore<ComposerState> {
  /** Text as the reader types it. */
  edit(text: string): void;
  set(change: Partial<ComposerState>): void;
  /** Takes the message out of the composer for sending; null when there is nothing to send. */
  take(): { message: OutgoingMessage; undo: () => void } | null;
  /** Puts a message back that the server did not take, before anything typed since. */
  giveBack(message: OutgoingMessage): void;
}

const empty: ComposerState = { text: '', content: null, reply: '', attachments: [], toolId: null, modelId: null };

export const textOf = (content: OutgoingMessage['content']): string => content.map(({ text }) => text).join('');

/**
 * What the composer holds, apart from the conversation: a key press draws the composer and nothing else.
 * @param onChange told of every change of the text that is not the emptying by a send
 * @param isPersistent whether a tool stays chosen after a send
 */
export function createComposerStore(
  onChange: (text: string) => void,
  isPersistent: (toolId: string) => boolean,
): ComposerStore {
  const store = createStore(empty, (callback) => callback());

  const set = (change: Partial<ComposerState>) => {
    const before = store.current().text;
    store.set({ ...store.current(), ...change });
    if (store.current().text !== before) onChange(store.current().text);
  };

  const giveBack = (message: OutgoingMessage) => {
    const { text, reply, attachments } = store.current();
    const returned = textOf(message.content);
    set({
      text: text.trim() === '' ? returned : `${returned}\n${text}`,
      content: text.trim() === '' && message.content.some(({ type }) => type === 'input_tag') ? message.content : null,
      reply: message.quotedText ?? reply,
      attachments: [...message.attachments, ...attachments],
    });
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    edit: (text) => set({ text, content: null }),
    set,
    giveBack,
    take() {
      const before = store.current();
      const text = before.text.trim();
      const content = before.content ?? (text === '' ? [] : [{ type: 'input_text' as const, text }]);
      if (content.length === 0 && before.attachments.length === 0) return null;
      const keepsTool = before.toolId !== null && isPersistent(before.toolId);
      // Silent: the host's draft ends when the server has the message, not when it leaves the field.
      store.set({ ...empty, modelId: before.modelId, toolId: keepsTool ? before.toolId : null });
      const message: OutgoingMessage = {
        content,
        attachments: [...before.attachments],
        ...(before.reply !== '' && { quotedText: before.reply }),
        ...(before.toolId !== null && { toolId: before.toolId }),
        ...(before.modelId !== null && { model: before.modelId }),
      };
      return { message, undo: () => giveBack(message) };
    },
  };
}
