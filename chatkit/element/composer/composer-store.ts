import type { OutgoingMessage } from '../../client/state';
import { createStore, type ReadableStore } from '../../client/store';
import { readyAttachment, type DraftAttachment, type RefusedFile } from './draft-attachment';
import { fromContent, moveTags, toContent, type TaggedText } from './tags';

export interface ComposerState extends TaggedText {
  reply: string;
  attachments: readonly DraftAttachment[];
  /** Files that were not taken, until the reader has seen why. */
  refused: readonly RefusedFile[];
  toolId: string | null;
  modelId: string | null;
}

export interface ComposerStore extends ReadableStore<ComposerState> {
  /**
   * Text as the reader types it.
   * @param caret where the caret stands after the edit
   */
  edit(text: string, caret?: number): void;
  set(change: Partial<ComposerState>): void;
  /** Takes the message out of the composer for sending; null when there is nothing to send, or a file is not there yet. */
  take(): { message: OutgoingMessage; undo: () => void } | null;
  /** Puts a message back that the server did not take, before anything typed since. */
  giveBack(message: OutgoingMessage): void;
}

const empty: ComposerState = {
  text: '',
  tags: [],
  reply: '',
  attachments: [],
  refused: [],
  toolId: null,
  modelId: null,
};

/** True when the composer holds something that can go now. */
export const isSendable = ({ text, attachments }: ComposerState): boolean =>
  (text.trim() !== '' || attachments.length > 0) && attachments.every(({ ready }) => ready !== undefined);

/** The text of two pieces, the second on a line of its own. */
export function joinTexts(first: TaggedText, second: TaggedText): TaggedText {
  if (second.text.trim() === '') return first;
  if (first.text === '') return second;
  const moved = first.text.length + 1;
  return {
    text: `${first.text}\n${second.text}`,
    tags: [...first.tags, ...second.tags.map((tag) => ({ ...tag, start: tag.start + moved, end: tag.end + moved }))],
  };
}

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
    const before = store.current();
    const { text = before.text, tags = moveTags(before, text) } = change;
    store.set({ ...before, ...change, tags });
    if (text !== before.text) onChange(text);
  };

  const giveBack = (message: OutgoingMessage) => {
    const { text, tags, reply, attachments } = store.current();
    set({
      ...joinTexts(fromContent(message.content), { text, tags }),
      reply: message.quotedText ?? reply,
      attachments: [...message.attachments.map(readyAttachment), ...attachments],
    });
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    edit: (text, caret) => set({ text, tags: moveTags(store.current(), text, caret) }),
    set,
    giveBack,
    take() {
      const before = store.current();
      if (!isSendable(before)) return null;
      const keepsTool = before.toolId !== null && isPersistent(before.toolId);
      // Silent: the host's draft ends when the server has the message, not when it leaves the field.
      store.set({ ...empty, modelId: before.modelId, toolId: keepsTool ? before.toolId : null });
      const message: OutgoingMessage = {
        content: toContent(before),
        attachments: before.attachments.flatMap(({ ready }) => (ready ? [ready] : [])),
        ...(before.reply !== '' && { quotedText: before.reply }),
        ...(before.toolId !== null && { toolId: before.toolId }),
        ...(before.modelId !== null && { model: before.modelId }),
      };
      return { message, undo: () => giveBack(message) };
    },
  };
}
