import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { FrameView } from '../../../chatkit/frame/messages';
import type { Connection } from '../../../utils/connection/schema';
import type { Draft } from '../../../utils/draft';
import * as drafts from '../../../utils/panel-state/draft';
import { quotedText } from '../../../utils/panel-state/shape-request';
import type { CardView } from '../../../utils/panel-state/card';
import { t } from '../../../utils/strings';
import type { ChatControls } from '../chat-element';
import { type ChatOptionsInput, destinationLine, placeholder, starters } from '../chat-options';
import type { OwnSend } from '../own-send';
import type { PanelServices } from '../services';
import { watchAccepted } from './accepted';
import { describeFault } from './answer-fault';
import { OwnComposer } from './OwnComposer';
import type { ViewTrouble } from './trouble';
import { useComposerFocus } from './use-composer-focus';
import { useSession } from './use-session';
import './openai-view.css';

export interface OpenAiViewProps {
  services: PanelServices;
  connection: Connection;
  /** Address of the frame page; undefined where OpenAI's view cannot or may not be shown. */
  frameUrl: string | undefined;
  draft: Draft;
  cardView: CardView;
  input: Omit<ChatOptionsInput, 'fetch' | 'threadId'>;
  fetch: typeof globalThis.fetch;
  ownSend: OwnSend;
  /** Filled with what the panel does with the chat. */
  element: RefObject<ChatControls | null>;
  onAccepted: (threadId: string) => void;
  onThread: (threadId: string | null) => void;
  onFailure: (error: unknown) => void;
  onTrouble: (trouble: ViewTrouble) => void;
  /** Notice and passage: directly under the bar in this view (UI.md 9). */
  children: ReactNode;
}

/** What OpenAI's page needs; it can neither navigate the panel nor reach anything of the extension. */
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';

/**
 * OpenAI's own chat window, in a page of the back end's origin. A passage, and what is typed beside it, stay in the panel's
 * composer until the reader presses Send there.
 */
export default function OpenAiView(props: OpenAiViewProps) {
  const { services, connection, frameUrl, draft, cardView, input, ownSend, element } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [opened, setOpened] = useState(false);
  const [answering, setAnswering] = useState(false);
  const [firstThread] = useState(draft.connectionId === connection.id ? draft.threadId : null);
  const thread = useRef(firstThread);
  const awaited = useRef(false);
  const hosted = connection.kind === 'openai-hosted';
  const { update } = services.draft;
  const onText = (text: string) => update((now) => drafts.textChanged(now, text), 'soon');

  const view: FrameView = {
    api: hosted
      ? { mode: 'hosted' }
      : { mode: 'custom', url: connection.apiUrl, domainKey: connection.domainKey ?? LOCAL_DOMAIN_KEY },
    theme: input.theme,
    title: t('panelTitle'),
    threadId: firstThread,
    greeting: connection.presentation.greeting ?? '',
    placeholder: placeholder({ ...input, hasPassage: false }),
    starters: connection.presentation.starters ?? [],
    disclaimer: hosted ? t('destination', 'OpenAI') : destinationLine(connection),
  };

  const session = useSession(frame, frameUrl, view, {
    online: services.online.get,
    describe: (error) => describeFault(error, connection),
    getSecret: hosted ? (refused) => services.clientSecret(connection, refused) : undefined,
    async fetch(body, { streaming, signal }) {
      const accept = streaming ? 'text/event-stream' : 'application/json';
      try {
        const response = await props.fetch(connection.apiUrl, { method: 'POST', body, signal, headers: { accept } });
        return streaming ? watchAccepted(response, thread.current, props.onAccepted) : response;
      } catch (error) {
        const unsent = services.draft.get().sending?.text;
        if (unsent !== undefined) onText(unsent);
        if (!signal.aborted) props.onFailure(error);
        throw error;
      }
    },
    onThread(threadId) {
      thread.current = threadId;
      props.onThread(threadId);
      if (threadId !== null && awaited.current) accept(threadId);
    },
    onResponse: (phase) => setAnswering(phase === 'start'),
    onOpened: () => setOpened(true),
    onTrouble: props.onTrouble,
  });

  function accept(threadId: string): void {
    awaited.current = false;
    props.onAccepted(threadId);
  }

  /** In hosted mode OpenAI's page asks; the passage goes along as ChatKit's reply, and the chat's word is the only echo. */
  const sendHosted = async (text: string) => {
    const reply = quotedText(cardView);
    update((now) => drafts.sendStarted(now, text, connection.id, Date.now()));
    try {
      await session.current?.command({ type: 'send', text, reply: reply === '' ? null : reply });
      if (thread.current === null) awaited.current = true;
      else accept(thread.current);
    } catch {
      update((now) => drafts.textChanged(drafts.sendFailed(now), text));
    }
  };
  const send = (text: string) => {
    if (hosted) return sendHosted(text);
    ownSend.press(text);
    return session.current?.command({ type: 'send', text, reply: null }).catch(() => undefined) ?? Promise.resolve();
  };

  const focusComposer = useComposerFocus(
    field,
    () => isWrittenHere(services.draft.get(), hosted),
    () => session.current?.command({ type: 'focus' }),
  );
  const follow = useRef({ draft, send });
  useEffect(() => {
    follow.current = { draft, send };
  });
  useEffect(() => {
    const command = (run: Parameters<NonNullable<typeof session.current>['command']>[0]) =>
      session.current?.command(run) ?? Promise.resolve();
    element.current = {
      focusComposer,
      setThreadId: (threadId) => command({ type: 'open', threadId }),
      showHistory: () => command({ type: 'history' }),
      getComposerValue: () => ({ text: follow.current.draft.text }),
      setComposerValue: ({ text = '' }) => Promise.resolve(void update((now) => drafts.textChanged(now, text))),
      sendUserMessage: ({ text = '' }) => follow.current.send(text),
      // OpenAI's chat has a button of its own for this, and no method.
      retryLast: () => Promise.resolve(),
    };
    return () => {
      element.current = null;
    };
  }, [element, session, update, focusComposer]);
  useEffect(() => {
    if (opened) element.current?.focusComposer().catch(() => undefined);
  }, [opened, element]);
  const { onTrouble } = props;
  useEffect(() => {
    if (frameUrl === undefined) onTrouble(connection.frameUrl === undefined ? 'noFrame' : 'notAllowed');
    // Said once per view: a changed handler is no further trouble.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [frameUrl, connection.frameUrl]);

  return (
    <div className="openai-view">
      <div className="tray">{props.children}</div>
      {(isWrittenHere(draft, hosted) || frameUrl === undefined) && (
        <OwnComposer
          connection={connection}
          field={field}
          text={draft.text}
          placeholder={placeholder(input)}
          starters={draft.passages.length > 0 && draft.threadId === null ? starters(input) : []}
          busy={!opened || answering || draft.sending !== null}
          onText={onText}
          onSend={(text) => void send(text)}
        />
      )}
      {!opened && frameUrl !== undefined && (
        <p className="note openai-opening" role="status">
          {t('openAiOpening')}
        </p>
      )}
      {frameUrl !== undefined && (
        <iframe
          ref={frame}
          className="openai-frame"
          title={t('openAiFrame')}
          src={frameUrl}
          sandbox={SANDBOX}
          referrerPolicy="no-referrer"
          allow="clipboard-read; clipboard-write"
        />
      )}
    </div>
  );
}

/** OpenAI's documented key for a page on this machine; a page elsewhere needs its owner's (reference/chatkit.md 1.6). */
const LOCAL_DOMAIN_KEY = 'domain_pk_localhost_dev';

/** Whether the next question is written in the panel's own composer: it goes with a passage, or was begun there. */
const isWrittenHere = ({ passages, text, pinned }: Draft, hosted: boolean): boolean =>
  passages.length > 0 || text !== '' || (hosted && pinned.length > 0);
