import { type RefObject, useMemo, useRef } from 'react';
import type { ChatControls } from '../../utils/panel/chat-element';

/** What the panel does with the chat's composer. */
export function useComposer(): Composer {
  const element = useRef<ChatControls>(null);
  return useMemo(
    () => ({
      element,
      focus: () => void element.current?.focusComposer().catch(ignore),
      openThread: (threadId) => {
        const opened = element.current?.setThreadId(threadId).catch(ignore);
        if (threadId === null) void opened?.then(() => element.current?.focusComposer().catch(ignore));
      },
      beginAnew(text) {
        const host = element.current;
        void host
          ?.setThreadId(null)
          .then(async () => {
            if (host.getComposerValue().text === '') await host.setComposerValue({ text });
            await host.focusComposer();
          })
          .catch(ignore);
      },
      showHistory: () => void element.current?.showHistory().catch(ignore),
      retryLast: () => void element.current?.retryLast().catch(ignore),
      async sendAgain() {
        const host = element.current;
        const text = host?.getComposerValue().text ?? '';
        if (host === null || text.trim() === '') return false;
        await host.setComposerValue({ text: '' });
        await host.sendUserMessage({ text }).catch(async () => {
          if (host.getComposerValue().text === '') await host.setComposerValue({ text });
        });
        return true;
      },
    }),
    [],
  );
}

export interface Composer {
  element: RefObject<ChatControls | null>;
  /** Puts the focus at the composer's end. */
  focus: () => void;
  openThread: (threadId: string | null) => void;
  /** A new conversation with these words in its composer, unless it holds others. */
  beginAnew: (text: string) => void;
  showHistory: () => void;
  retryLast: () => void;
  /** Sends what the composer holds, as a press on Send does. False when it holds nothing. */
  sendAgain: () => Promise<boolean>;
}

/** What fails in the chat is reported once, by `chatkit.error`. */
const ignore = () => undefined;
