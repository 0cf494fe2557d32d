import type { ItemUpdate, StreamEvent } from '../protocol/events';
import type { Annotation, Attachment, ThreadItem, ThreadMetadata, UserMessageItem } from '../protocol/items';
import type { DocentMetadata, StarterId } from '../protocol/requests';

/** The same value with every field that may be undefined left out at will. */
type Written<T> = T extends readonly (infer Member)[]
  ? Written<Member>[]
  : T extends object
    ? { [Key in keyof T as undefined extends T[Key] ? never : Key]: Written<T[Key]> } & {
        [Key in keyof T as undefined extends T[Key] ? Key : never]?: Written<T[Key]> | undefined;
      }
    : T;
type WithoutPlace<Item> = Item extends unknown ? Omit<Item, 'id' | 'thread_id' | 'created_at'> : never;

/** An item as an answerer writes it: the server gives id, thread and time, and refuses one that is not of the protocol. */
export type NewItem = Written<WithoutPlace<ThreadItem>>;

/** Why an answer is asked for. */
export type Cause = 'message' | 'retry' | 'tool_output' | 'structured_input' | 'action';

/** What every turn of a thread knows. */
export interface TurnContext {
  thread: ThreadMetadata;
  /** The whole thread so far, oldest first, hidden items included. */
  items: ThreadItem[];
  /** `metadata.docent` of the request, when it parses. */
  docent: DocentMetadata | undefined;
  /** Tag of the language the reader reads answers in, as the client says it. */
  language?: string | undefined;
  /** Aborted when nobody waits any more and the time to finish is over. */
  signal: AbortSignal;
  /** The bytes of an attachment of the same subject. @throws NotFoundError */
  readAttachment(attachmentId: string): Promise<{ attachment: Attachment; data: Uint8Array }>;
}

/** What an answerer is asked. */
export interface AnswerContext extends TurnContext {
  cause: Exclude<Cause, 'action'>;
  /** The message to answer; the last of `items` unless a tool or a form has given its part since. */
  message: UserMessageItem;
  /** The reader's words of that message, tags as their text. */
  question: string;
  /** The ready-made question that the message is; known for an answer given again, too. */
  starter?: StarterId | undefined;
}

/** What a widget, or the host, asks by an action. */
export interface ActionContext extends TurnContext {
  cause: 'action';
  /** `payload` comes from the client: parse it. */
  action: { type: string; payload: unknown };
  /** The widget whose action it is; absent when the host sent it. */
  item: Extract<ThreadItem, { type: 'widget' }> | undefined;
  /** The reader's last message. */
  message: UserMessageItem | undefined;
}

/** What an answerer says while it answers; the server turns it into items, updates and stored messages. */
export type AnswerPart =
  | { type: 'text'; delta: string }
  /** The message being written turned out to be none: what was shown of it is removed. */
  | { type: 'unsay' }
  /** Placed at the end of the text so far unless `annotation.index` says otherwise, in code points. */
  | { type: 'annotation'; annotation: Annotation }
  | { type: 'progress'; text: string; icon?: string }
  /** The thread's name, unless the reader has given one. */
  | { type: 'title'; title: string }
  /** A finished item. A pending `client_tool_call` or `structured_input` ends the answer: it is the client's turn. */
  | { type: 'item'; item: NewItem; key?: string }
  /** An item that is shown while it grows. `key` is the answerer's own name for it, within this answer. */
  | { type: 'open'; key: string; item: NewItem }
  /** `key` of an open item, or the id of one the thread already holds. */
  | { type: 'update'; key: string; update: ItemUpdate }
  /**
   * The item is finished, as it is or as given here. Items left open are closed at the end of the answer, however it
   * ends: nothing stays loading. A workflow without a summary gets its duration.
   */
  | { type: 'close'; key: string; item?: NewItem }
  /** `itemId`: the key of an item of this answer, or the id of one the thread holds. */
  | { type: 'replace'; itemId: string; item: NewItem }
  | { type: 'remove'; itemId: string }
  /** `message` is Markdown. */
  | { type: 'notice'; level: 'info' | 'warning' | 'danger'; message: string; title?: string }
  /** For the host's `onEffect`; nothing is stored. */
  | { type: 'effect'; name: string; data?: Record<string, unknown> }
  /** Whether the reader may stop this answer; they may unless told otherwise. */
  | { type: 'stream_options'; allowCancel: boolean }
  | { type: 'thread'; change: Partial<Pick<ThreadMetadata, 'title' | 'status' | 'allowed_image_domains'>> }
  /** Anything else of the protocol, passed through as it is (`thread.item.done` items are stored). */
  | { type: 'event'; event: StreamEvent };

/** Who answers. Only `answer` is required; a request for anything missing is refused with a sentence of its own. */
export interface Answerer {
  answer(context: AnswerContext): AsyncIterable<AnswerPart>;
  /** Handles `threads.custom_action`. */
  action?(context: ActionContext): AsyncIterable<AnswerPart>;
  /** Handles `threads.sync_custom_action`: the item it answers is stored and takes the place of the widget. */
  syncAction?(context: ActionContext): Promise<NewItem | undefined>;
  /**
   * Handles `input.transcribe`.
   * @param audio at most what the transport lets in; `mimeType` without parameters (`audio/webm`, `audio/ogg`, `audio/mp4`)
   */
  transcribe?(audio: { data: Uint8Array; mimeType: string }, signal: AbortSignal): Promise<string>;
}

/**
 * Failures that a client may have words and a way out of its own for; the sentence is for those that have not.
 * - `too_long` the conversation does not fit the model
 * - `not_begun` the model did not begin to answer in time
 */
export type ErrorReason = 'too_long' | 'not_begun' | `model_${string}`;

/** An answerer's failure with a sentence for the reader. */
export class AnswerError extends Error {
  override name = 'AnswerError';
  readonly reason: ErrorReason | undefined;
  constructor(
    message: string,
    readonly allowRetry: boolean,
    { reason, ...options }: ErrorOptions & { reason?: ErrorReason } = {},
  ) {
    super(message, options);
    this.reason = reason;
  }
}
