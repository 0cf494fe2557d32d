import { ChatKit, useChatKit } from '@openai/chatkit-react';
import type { ChatKitOptions } from '@openai/chatkit';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { PAGE_WANTED_EFFECT } from '../../chatkit/answerers/page-wanted';
import { afterPaint } from '../../utils/panel/after-paint';
import type { PanelServices, WaysBack } from '../../utils/panel/services';
import { type ChatControls, type ChatElement, onChatEvent } from '../../utils/panel/chat-element';

interface ChatProps {
  /** Called at every paint, with the conversation to begin with. */
  options: (threadId: string | null) => ChatKitOptions;
  /** Filled with the element once it is ready, and while it is there. */
  element: RefObject<ChatControls | null>;
  /** What to begin with, kept from before; later values change nothing. */
  initial: { text: string; threadId: string | null };
  accent: string | undefined;
  /** Why nothing may be sent for now; null while sending is free. */
  held: string | null;
  /** That is over soon: what is sent meanwhile waits for it. */
  isBrief: boolean;
  /** Offered for the words that a question quotes. */
  ways: WaysBack | undefined;
  /** What is told of a conversation as it is drawn. */
  opening: PanelServices['opening'];
  onReady: () => void;
  onText: (text: string) => void;
  onThread: (threadId: string | null) => void;
  onAccepted: (threadId: string) => void;
  /** The answer that has just ended would have needed the page. */
  onPageWanted: () => void;
  /** True while the chat looks up whether the back end has a message; false once its words are the reader's again. */
  onChecking: (checking: boolean) => void;
  onHistory: (open: boolean) => void;
  /** True when the panel tells the reader: the chat then draws nothing of its own. */
  onFailure: (error: unknown) => boolean;
  /** True when the link was followed elsewhere than in a new tab. */
  onLink: (href: string) => boolean;
  children: ReactNode;
}

/** ChatKit through its React wrapper; the children fill the element's slots. */
export function Chat({ options, element, initial, accent, held, isBrief, ways, opening, children, ...on }: ChatProps) {
  const latest = useRef(on);
  const [first] = useState(initial);
  const wantsPage = useRef(false);
  useEffect(() => {
    latest.current = on;
  });
  const chat = useChatKit({
    ...options(first.threadId),
    onReady: () => {
      const ready = chat.ref.current as ChatElement | null;
      element.current = ready;
      restoreText(ready, first.text);
      latest.current.onReady();
    },
    onThreadLoadStart: ({ threadId }) => void opening.begin([threadId]),
    onThreadLoadEnd: ({ threadId }) => afterPaint(() => opening.end([threadId])),
    onThreadChange: ({ threadId }) => latest.current.onThread(threadId),
    onResponseStart: () => {
      wantsPage.current = false;
    },
    onEffect: ({ name }) => {
      wantsPage.current ||= name === PAGE_WANTED_EFFECT;
    },
    // Not before: while an answer runs, none can be asked for again.
    onResponseEnd: () => {
      if (wantsPage.current) latest.current.onPageWanted();
    },
    onHistoryOpen: () => latest.current.onHistory(true),
    onHistoryClose: () => latest.current.onHistory(false),
  });
  useEffect(() => {
    const host = chat.ref.current;
    if (host === null) return;
    const leaving = new AbortController();
    onChatEvent(host, 'chatkit.composer.change', (detail) => latest.current.onText(detail.text), leaving.signal);
    onChatEvent(
      host,
      'chatkit.message.accepted',
      (detail) => latest.current.onAccepted(detail.threadId),
      leaving.signal,
    );
    onChatEvent(host, 'chatkit.message.checking', () => latest.current.onChecking(true), leaving.signal);
    onChatEvent(host, 'chatkit.message.returned', () => latest.current.onChecking(false), leaving.signal);
    onChatEvent(
      host,
      'chatkit.error',
      (detail, event) => {
        if (latest.current.onFailure(detail.error)) event.preventDefault();
      },
      leaving.signal,
    );
    (host as HTMLElement).addEventListener(
      'click',
      (event: MouseEvent) => {
        const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
        const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
        if (link && plain && latest.current.onLink(link.href)) event.preventDefault();
      },
      { signal: leaving.signal },
    );
    return () => {
      leaving.abort();
      element.current = null;
      latest.current.onChecking(false);
      latest.current.onHistory(false);
    };
  }, [chat.ref, element]);
  useEffect(() => whenDefined(chat.ref.current, (host) => host.holdSending(held, isBrief)), [held, isBrief, chat.ref]);
  useEffect(
    () =>
      whenDefined(chat.ref.current, (host) => {
        host.setQuoteActions(ways?.quoteActions ?? null);
        host.setLinkBase(ways?.linkBase ?? null);
      }),
    [ways, chat.ref],
  );
  useEffect(() => {
    if (accent === undefined) chat.ref.current?.style.removeProperty('--chatkit-primary');
    else chat.ref.current?.style.setProperty('--chatkit-primary', accent);
  }, [accent, chat.ref]);
  return (
    <ChatKit className="chat" control={chat.control}>
      {children}
    </ChatKit>
  );
}

/**
 * Calls a method of the element once it has its methods: it may be defined later than it is mounted, because its
 * language is fetched first. Returns what takes the call back.
 */
function whenDefined(host: HTMLElement | null, call: (host: ChatElement) => void): () => void {
  let isCurrent = host !== null;
  void customElements.whenDefined('openai-chatkit').then(() => {
    if (isCurrent) call(host as ChatElement);
  });
  return () => {
    isCurrent = false;
  };
}

/** What the reader typed before the chat was ready stays as it is. */
function restoreText(element: ChatElement | null, text: string): void {
  if (element !== null && text !== '' && element.getComposerValue().text === '') {
    void element.setComposerValue({ text });
  }
}
