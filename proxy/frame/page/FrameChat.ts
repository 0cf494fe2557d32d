import { ChatKit, useChatKit } from '@openai/chatkit-react';
import { createElement, useEffect } from 'react';
import type { FrameError, FrameView, PanelCommand } from '../../../chatkit/frame/messages';
import type { PageLink } from '../../../chatkit/frame/page';
import { chatOptions } from './chat-options';

interface FrameChatProps {
  view: FrameView;
  link: PageLink;
  /** Takes what follows the panel's commands, and null when the chat is gone. */
  onFollower: (follow: ((command: PanelCommand) => Promise<void>) | null) => void;
}

/** OpenAI's chat through its own React wrapper, and what of its events the panel has to know. */
export function FrameChat({ view, link, onFollower }: FrameChatProps) {
  const chat = useChatKit({
    ...chatOptions(view, link),
    onReady: () => link.ready(),
    onThreadChange: ({ threadId }) => link.threadChanged(threadId),
    onResponseStart: () => link.responding('start'),
    onResponseEnd: () => link.responding('end'),
    onError: ({ error }) => {
      const failure = errorOf(error);
      if (failure !== undefined) link.failed(failure);
    },
  });
  useEffect(() => {
    onFollower((command) => {
      switch (command.type) {
        case 'send':
          return chat.sendUserMessage({ text: command.text, ...(command.reply !== null && { reply: command.reply }) });
        case 'open':
          return chat.setThreadId(command.threadId);
        case 'history':
          return chat.showHistory();
        case 'focus':
          return chat.focusComposer();
      }
    });
    return () => onFollower(null);
  });
  useEffect(() => watchFrame(chat.ref.current, () => link.failed('removed')), [chat.ref, link]);
  return createElement(ChatKit, { control: chat.control, className: 'chat' });
}

/**
 * Which error ends the chat. ChatKit names its errors, and tells a domain that is not listed only by its words
 * (docs/chatkit.md, fact 4); every other error it draws itself.
 */
export function errorOf(error: { name?: string; message?: string }): FrameError | undefined {
  const text = `${error.name ?? ''} ${error.message ?? ''}`;
  if (/domain verification/i.test(text)) return 'domain';
  if (/InvalidFrameParams|invalid input/i.test(text)) return 'options';
  return undefined;
}

/** After a failed domain check the element removes its own frame, sometimes without an event. */
function watchFrame(element: HTMLElement | null, onRemoved: () => void): (() => void) | undefined {
  const root = element?.shadowRoot;
  if (!root) return undefined;
  const observer = new MutationObserver((records) => {
    const removed = records.some(({ removedNodes }) => [...removedNodes].some((node) => node.nodeName === 'IFRAME'));
    if (removed && root.querySelector('iframe') === null) onRemoved();
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}
