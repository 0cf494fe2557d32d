import type { ChatKitEvents } from '@openai/chatkit';

/** Events beyond the public interface of `@openai/chatkit`; documented as ours. */
export interface OwnEvents {
  /** The reader (or a returned message) changed the composer's text. Not fired for the emptying by a send. */
  'chatkit.composer.change': { text: string };
  /** The server has echoed the reader's message: only now may a host forget its draft. */
  'chatkit.message.accepted': { threadId: string; itemId: string };
  /** An answer left open whether the server has the message: its thread is fetched. Accepted or returned follows. */
  'chatkit.message.checking': { threadId: string };
  /** The server did not take a message: it is back in the composer. `chatkit.error` came before, if anything failed. */
  'chatkit.message.returned': void;
  /** A thread was opened, named or renamed. */
  'chatkit.thread.title': { threadId: string; title?: string };
}

export type ElementEvents = {
  [Name in keyof ChatKitEvents]: ChatKitEvents[Name] extends CustomEvent<infer Detail> ? Detail : never;
} & OwnEvents;

/** Fires an event at the host element; false when a listener prevented what the element would do itself. */
export type Emit = <Name extends keyof ElementEvents>(
  name: Name,
  ...detail: ElementEvents[Name] extends void ? [] : [detail: ElementEvents[Name]]
) => boolean;

/** Only errors can be prevented: the element then draws none of its own. */
export const createEmit =
  (target: EventTarget): Emit =>
  (name, ...[detail]) =>
    target.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: false, composed: false, cancelable: name === 'chatkit.error' }),
    );
