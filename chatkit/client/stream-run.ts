import type { UserMessageItem } from '../protocol/items';
import type { ErrorSource } from './conversation-context';
import type { RunKind } from './state';
import type { ClientRequest } from './transport';

export interface StreamExtras {
  /** The reader's message, drawn until the server's own comes. */
  pending?: UserMessageItem;
  /** The message a retry starts from. */
  retriedItemId?: string;
  /** Called with every event once the server has taken the message. */
  onAccepted?: () => void;
  /** How many tools were run for the question before this stream. */
  toolRounds?: number;
}

/** Runs the streams of a conversation, one at a time. */
export interface AnswerStream {
  /** Runs one stream to its end. Rejects only when the server did not take the request; a cut answer is state. */
  run(kind: RunKind, request: ClientRequest, extras?: StreamExtras): Promise<void>;
  /** Ends the stream as the reader's wish: what came is kept. */
  stop(): void;
  /** Ends the stream because its conversation is left: nothing of it touches the state any more. */
  leave(): void;
}

/** An action or an answer to the server's question can be given again where it was given; no message is answered again. */
export const sourceOf = (kind: RunKind): ErrorSource =>
  kind === 'send' ? 'send' : kind === 'action' || kind === 'input' ? 'action' : 'stream';
