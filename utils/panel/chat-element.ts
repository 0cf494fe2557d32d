import type { OpenAIChatKit } from '@openai/chatkit';

/** The packaged element: the public interface and what ours has beyond it (`chatkit/element`). */
export interface ChatElement extends OpenAIChatKit {
  getComposerValue(): { text: string };
  /** Answers the last question again (`threads.retry_after_item`). */
  retryLast(): Promise<void>;
  /** Nothing may be sent for now, and why; null lets go. */
  holdSending(reason: string | null, isBrief?: boolean): void;
  /** Buttons under the words that a question quotes; null for none. */
  setQuoteActions(actions: ((quote: string) => readonly { label: string; run: () => void }[]) | null): void;
  setLinkBase(base: ((quote: string | undefined) => string | null) | null): void;
}

/** What the panel does with a chat, whichever view draws it. */
export type ChatControls = Pick<
  ChatElement,
  | 'focusComposer'
  | 'setThreadId'
  | 'showHistory'
  | 'getComposerValue'
  | 'setComposerValue'
  | 'sendUserMessage'
  | 'retryLast'
>;

/** Details of the events that only our element has, and of the cancelable `chatkit.error`. */
export interface ChatElementEvents {
  'chatkit.error': { error: unknown };
  'chatkit.composer.change': { text: string };
  'chatkit.message.accepted': { threadId: string; itemId: string };
  'chatkit.message.checking': { threadId: string };
  'chatkit.message.returned': null;
}

/** Listens until the signal aborts. */
export function onChatEvent<Name extends keyof ChatElementEvents>(
  element: HTMLElement,
  name: Name,
  listener: (detail: ChatElementEvents[Name], event: Event) => void,
  signal: AbortSignal,
): void {
  const forward = (event: Event) => listener((event as CustomEvent<ChatElementEvents[Name]>).detail, event);
  element.addEventListener(name, forward, { signal });
}
