import type { Attachment, ThreadItem, ThreadMetadata } from '../protocol/items';

/**
 * How far an item has come. Items without a mark are final.
 * - `streaming` more is expected (of a tool call: its result); `settled` all of its parts said done, the item itself has not
 * - `cut-off` the stream ended in the middle; `stopped` the reader ended it
 */
export type ItemMark = 'streaming' | 'settled' | 'cut-off' | 'stopped';

export type RunKind = 'send' | 'retry' | 'action' | 'tool' | 'input';

/** A stream that is asked for or open. */
export interface Run {
  kind: RunKind;
  /** The server has answered with a stream. */
  opened: boolean;
  /** The server has taken the reader's message (always true where none was sent). */
  accepted: boolean;
  /** Something that counts as an answer has come. */
  answered: boolean;
  allowCancel: boolean;
  progress?: { text: string; icon?: string };
  /** Grows with every event: a view sees silence by its standing still. */
  activity: number;
  /** How many of those only told that the server is at work. */
  beats: number;
  failure?: { code: string; message?: string; allowRetry: boolean; reason?: string | undefined };
}

export interface Notice {
  id: number;
  level: 'info' | 'warning' | 'danger';
  /** Markdown. */
  message: string;
  title?: string;
}

/** Whether the last message of a thread waits for an answer that no stream of ours brings. */
export type Unanswered = 'no' | 'waiting' | 'cut-off' | 'stopped';

export interface ConversationState {
  /** null: a conversation the server does not know yet. */
  thread: ThreadMetadata | null;
  items: readonly ThreadItem[];
  marks: Readonly<Record<string, ItemMark>>;
  /** Ids the server removed: a late update must not bring them back. */
  removed: ReadonlySet<string>;
  /** Id of the reader's message drawn before the server has confirmed it. */
  pendingId: string | null;
  feedback: Readonly<Record<string, 'positive' | 'negative'>>;
  notices: readonly Notice[];
  run: Run | null;
  /** Id of the thread being fetched. */
  loading: string | null;
  unanswered: Unanswered;
}

export const emptyConversation: ConversationState = {
  thread: null,
  items: [],
  marks: {},
  removed: new Set(),
  pendingId: null,
  feedback: {},
  notices: [],
  run: null,
  loading: null,
  unanswered: 'no',
};

/** What the reader (or the host) sends: `UserMessageInput` of the protocol with whole attachments, for drawing them. */
export interface OutgoingMessage {
  content: (
    | { type: 'input_text'; text: string }
    | {
        type: 'input_tag';
        id: string;
        text: string;
        data: Record<string, unknown>;
        group?: string;
        interactive: boolean;
      }
  )[];
  attachments: Attachment[];
  quotedText?: string;
  toolId?: string;
  model?: string;
}

/** The last item that says something, or undefined in an empty thread. */
export const lastMeaningfulItem = (items: readonly ThreadItem[]): ThreadItem | undefined =>
  items.findLast(({ type }) => type !== 'end_of_turn' && type !== 'hidden_context_item');

/** Whether a thread stops where an answer should follow: at a question, or at a tool's result. */
export const endsUnanswered = ({ items }: Pick<ConversationState, 'items'>): boolean => {
  const last = lastMeaningfulItem(items)?.type;
  return last === 'user_message' || last === 'client_tool_call';
};

/** Id of the last message of the reader that the server knows: what a retry starts from. */
export const lastUserMessageId = ({ items, pendingId }: ConversationState): string | undefined =>
  items.findLast(({ type, id }) => type === 'user_message' && id !== pendingId)?.id;

/** Whether messages may be sent: to a new thread, and to one that is neither locked nor closed. */
export const takesMessages = ({ thread }: Pick<ConversationState, 'thread'>): boolean =>
  thread === null || thread.status.type === 'active';
