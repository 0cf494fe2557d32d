import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { FrameView } from '../../../chatkit/frame/messages';
import type { Connection } from '../../../utils/connection/schema';
import type { Draft } from '../../../utils/shared/draft';
import * as drafts from '../../../utils/panel/draft-changes';
import type { ErrorNotice } from '../../../utils/panel/notice-queue';
import { quotedText } from '../../../utils/panel/shape-request';
import type { CardView } from '../../../utils/panel/card';
import { t } from '../../../utils/shared/strings';
import type { ChatControls } from '../../../utils/panel/chat-element';
import { type ChatOptionsInput, destinationLine, placeholder, starters } from '../../../utils/panel/chat-options';
import type { OwnSend } from '../../../utils/panel/own-send';
import type { PanelServices } from '../../../utils/panel/services';
import { describeAnswerError } from '../../../utils/panel/openai/answer-error';
import { OwnComposer } from './OwnComposer';
import { watchQuestion } from '../../../utils/panel/openai/question-ears';
import type { ViewError } from '../../../utils/panel/openai/view-error';
import { useComposerFocus } from './use-composer-focus';
import { useSession } from './use-session';
import { readAsked, whyFailed } from '../../../utils/panel/openai/why-failed';
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
  /** Why nothing may be sent for now. */
  held: string | null;
  /** Filled with what the panel does with the chat. */
  element: RefObject<ChatControls | null>;
  onAccepted: (threadId: string) => void;
  onThread: (threadId: string | null) => void;
  /** `cause`: whether it was a question of the panel's own composer. */
  onFailure: (error: unknown, cause: ErrorNotice['cause']) => void;
  onViewError: (trouble: ViewError) => void;
  /** Notice and passage: directly under the bar in this view (docs/interface.md 9). */
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
    describe: (error) => describeAnswerError(error, connection),
    getSecret: hosted ? (refused) => services.clientSecret(connection, refused) : undefined,
    async fetch(body, { streaming, signal }) {
      const accept = streaming ? 'text/event-stream' : 'application/json';
      const asked = readAsked(body);
      const failed = async (error: unknown) => {
        const { sending } = services.draft.get();
        if (asked.isQuestion && sending !== null) onText(sending.text);
        if (error === null || signal.aborted) return error;
        const endpoint = { url: connection.apiUrl, fetch: props.fetch, locale: input.locale };
        const why = await whyFailed(error, asked.threadId, endpoint);
        props.onFailure(why, sending === null ? 'load' : 'send');
        return why;
      };
      try {
        const response = await props.fetch(connection.apiUrl, { method: 'POST', body, signal, headers: { accept } });
        if (!asked.isQuestion) return response;
        return watchQuestion(response, thread.current, {
          onAccepted: props.onAccepted,
          onUnheard: (error) => void failed(error),
        });
      } catch (error) {
        throw await failed(error);
      }
    },
    onThread(threadId) {
      thread.current = threadId;
      props.onThread(threadId);
      if (threadId !== null && awaited.current) accept(threadId);
    },
    onResponse: (phase) => setAnswering(phase === 'start'),
    onOpened: () => setOpened(true),
    onViewError: props.onViewError,
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
  const { onViewError } = props;
  useEffect(() => {
    if (frameUrl === undefined) onViewError(connection.frameUrl === undefined ? 'noFrame' : 'notAllowed');
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
          busy={props.held !== null || !opened || answering || draft.sending !== null}
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

/** OpenAI's documented key for a page on this machine; a page elsewhere needs its owner's (docs/chatkit.md, fact 4). */
const LOCAL_DOMAIN_KEY = 'domain_pk_localhost_dev';

/** Whether the next question is written in the panel's own composer: it goes with a passage, or was begun there. */
const isWrittenHere = ({ passages, text, pinned }: Draft, hosted: boolean): boolean =>
  passages.length > 0 || text !== '' || (hosted && pinned.length > 0);
