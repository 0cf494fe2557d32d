import browser, { type Runtime } from 'webextension-polyfill';
import type { Sender } from './sender';

/** True: the answer comes through `respond`, now or later. Undefined: not mine, another listener may answer. */
export type MessageListener<Answer> = (
  raw: unknown,
  sender: Sender,
  respond: (answer: Answer) => void,
) => true | undefined;

/** Adds a listener in the form both browsers take; the polyfill's types leave out "not mine". */
export function listenToMessages<Answer>(listener: MessageListener<Answer>, signal?: AbortSignal): void {
  const typed = listener as Runtime.OnMessageListenerCallback;
  browser.runtime.onMessage.addListener(typed);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(typed), { once: true });
}
