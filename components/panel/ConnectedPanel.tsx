import { lazy, Suspense, useEffect, useState } from 'react';
import { hostOf } from '../../utils/connection/origins';
import type { Connection } from '../../utils/connection/schema';
import { isWithoutWorkflow } from '../../utils/connection/schema';
import { AppError } from '../../utils/errors';
import { usableAccent } from '../../utils/panel-state/accent';
import * as drafts from '../../utils/panel-state/draft';
import { errorNotice, isSaidInThread } from '../../utils/panel-state/error-code';
import type { FaultNotice } from '../../utils/panel-state/notices';
import { t } from '../../utils/strings';
import { IconButton } from '../shared/Button';
import { plainSentence } from '../shared/Sentence';
import { Bar } from './Bar';
import { BrokenChat } from './BrokenChat';
import { Chat } from './Chat';
import { ChatBoundary } from './ChatBoundary';
import { chatOptions } from './chat-options';
import { MoreMenu } from './MoreMenu';
import { firstWords } from './first-words';
import { createOwnSend } from './own-send';
import { ProgressLine } from './ProgressLine';
import type { PanelServices } from './services';
import { StartScreen } from './StartScreen';
import { Tray } from './Tray';
import { useApi } from './use-api';
import { useCard } from './use-card';
import { useComposer } from './use-composer';
import { useBackgroundNotices, useLastConversation, useSettledDraft } from './use-effects';
import { createFaultActions } from './use-fault-actions';
import { useMoreActions } from './use-more-actions';
import { useNotices } from './use-notices';
import { useSignIn } from './use-sign-in';
import { useProposal } from './use-proposal';
import { usePacks } from './use-packs';
import { useWaysBack } from './use-ways-back';
import { useStore } from './use-store';

// Written out: the bundler drops a branch before it follows imports only where the condition itself is a constant.
const OpenAiView = import.meta.env.DOCENT_OPENAI_VIEW === '0' ? undefined : lazy(() => import('./openai/OpenAiView'));

interface ConnectedPanelProps {
  services: PanelServices;
  connection: Connection;
  theme: 'light' | 'dark';
  formatNumber: (value: number) => string;
}

/** The panel while somebody answers: bar, conversation, notice, passage, composer (UI.md 9). Keyed by the connection. */
export function ConnectedPanel({ services, connection, theme, formatNumber }: ConnectedPanelProps) {
  const { settings, policy, connections, addressAllowed } = useStore(services.environment);
  const draft = useStore(services.draft);
  const { update } = services.draft;
  const context = {
    connection,
    switches: { headings: settings.sendHeadings, address: settings.sendAddress, about: settings.sendAbout },
    addressAllowed,
    maxPassage: policy.maxPassage,
  };
  const notices = useNotices();
  const [isBlocked, setBlocked] = useState(false);
  const hosted = connection.kind === 'openai-hosted';
  const View = hosted || (connection.view === 'openai' && !isBlocked) ? OpenAiView : undefined;
  const [ownSend] = useState(createOwnSend);
  const api = useApi(services, connection, {
    card: context,
    onQuestion: notices.clearFaults,
    mayCarryUnsent: (text) => View === undefined || ownSend.take(text),
  });
  const composer = useComposer();
  const [attempt, setAttempt] = useState(0);
  const [arrived, setArrived] = useState('');
  const settled = useSettledDraft(services, api.call);
  useBackgroundNotices(services, connection, draft, notices);
  usePacks(services, draft);
  useProposal(draft, connections, policy.allowOtherConnections !== false, notices);

  const raiseFault = (error: unknown, more: Partial<Pick<FaultNotice, 'cause' | 'ask'>> = {}) => {
    if (isSaidInThread(error)) return true;
    const notice = errorNotice(error);
    const cause = services.draft.get().sending === null ? 'load' : 'send';
    if (notice !== undefined) notices.raise({ kind: 'fault', ...notice, cause, at: Date.now(), ...more });
    return notice !== undefined;
  };
  const held = isWithoutWorkflow(connection) ? plainSentence('noticeNoWorkflow', hostOf(connection.apiUrl)) : null;
  const last = useLastConversation(api.call, {
    mayExist: () => services.mayHaveConversations(connection),
    isWanted: settled && held === null && draft.threadId === null,
    attempt,
    onFailure: (error) => raiseFault(error),
  });
  const { card, isReading, choosePart } = useCard({
    services,
    connection,
    draft,
    context,
    formatNumber,
    focusComposer: composer.focus,
    raiseFault,
  });
  const more = useMoreActions({ services, draft, connection, call: api.call, notices, raiseFault });
  const ways = useWaysBack({
    services,
    draft,
    context,
    onChanged: (sentence) => notices.raise({ kind: 'said', sentence, values: [] }),
    onFailure: (error) => raiseFault(error),
  });
  const reload = () => {
    setBlocked(false);
    setAttempt((count) => count + 1);
  };
  // What a reader still writes leaves by Send alone: only a question that was refused is sent again.
  const repeat = async (cause: FaultNotice['cause']) => {
    notices.clearFaults();
    if (cause === 'load' || !(await composer.sendAgain())) reload();
  };
  const { signIn, keyForm } = useSignIn({ services, connection, repeat, raiseFault });
  const onFault = createFaultActions({
    services,
    connection,
    composer,
    notices,
    repeat,
    signIn,
    choosePart,
  });
  const onAccepted = (threadId: string) => {
    update((now) => drafts.messageAccepted(now, threadId));
    notices.clearFaults();
    const offered = services.draft.get().pinned.find(({ staged }) => staged.offerAccess !== undefined)?.staged;
    const pattern = offered?.offerAccess;
    if (pattern !== undefined) {
      notices.raise({ kind: 'alwaysHere', pattern, host: URL.parse(offered?.passage.page.url ?? '')?.host ?? pattern });
    }
  };

  useEffect(
    () =>
      services.arrivals.listen((staged) => {
        composer.focus();
        setArrived(plainSentence('passageArrived', firstWords(staged.at(-1)?.passage.text ?? '')));
      }),
    [services, composer],
  );

  const host = connection.kind === 'device' ? t('deviceName') : hostOf(connection.apiUrl);
  const tray = (
    <Tray
      services={services}
      connection={connection}
      host={host}
      draft={draft}
      notices={notices}
      card={card}
      onFault={onFault}
      signIn={keyForm}
    />
  );
  const input = {
    connection,
    hasPassage: card.view.passages.length > 0,
    hasUnsent: draft.passages.length > 0 && held === null,
    locale: services.language,
    isCode: card.view.passages.every(({ isCode }) => isCode),
    theme,
  };
  const onThread = (threadId: string | null) => update((now) => drafts.threadOpened(now, threadId, connection.id));
  const onText = (text: string) => update((now) => drafts.textChanged(now, text), 'soon');
  return (
    <main className="panel">
      <h1 className="visually-hidden">{t('panelTitle')}</h1>
      <Bar
        connection={connection}
        connections={connections}
        onConnection={(id) => id !== connection.id && update((now) => drafts.connectionChosen(now, id))}
        onConnect={policy.allowOtherConnections === false ? undefined : () => void services.openOptions('backends')}
      >
        <IconButton icon="compose" label={t('newConversation')} onClick={() => composer.openThread(null)} />
        <IconButton icon="history" label={t('history')} onClick={composer.showHistory} />
        <MoreMenu {...more} />
      </Bar>
      <ProgressLine busy={isReading || !settled} />
      <p className="visually-hidden" role="status">
        {arrived}
      </p>
      {settled && (
        <ChatBoundary
          key={attempt}
          fallback={(retry) => (
            <BrokenChat text={draft.text} onText={onText} onRetry={retry}>
              {tray}
            </BrokenChat>
          )}
        >
          {View ? (
            <Suspense>
              <View
                services={services}
                connection={connection}
                frameUrl={policy.allowOpenAIView === false ? undefined : connection.frameUrl}
                draft={draft}
                cardView={card.view}
                input={input}
                fetch={api.fetch}
                ownSend={ownSend}
                element={composer.element}
                onAccepted={onAccepted}
                onThread={onThread}
                onFailure={(error) => raiseFault(error)}
                onTrouble={(reason) => {
                  raiseFault(new AppError(hosted ? 'VIEW_NEEDED' : 'VIEW_BLOCKED', { reason }));
                  setBlocked(!hosted);
                }}
              >
                {tray}
              </View>
            </Suspense>
          ) : (
            <Chat
              options={(threadId) => chatOptions({ ...input, fetch: api.fetch, threadId, onEntity: ways?.onEntity })}
              element={composer.element}
              initial={{ text: draft.text, threadId: draft.connectionId === connection.id ? draft.threadId : null }}
              held={held}
              accent={usableAccent(connection.presentation.accent, theme)}
              quoteActions={ways?.quoteActions}
              onLink={(href) => ways?.onLink(href) ?? false}
              onReady={composer.focus}
              onText={onText}
              onThread={onThread}
              onAccepted={onAccepted}
              onFailure={(error) => raiseFault(error)}
            >
              <div slot="start">
                {draft.passages.length === 0 && (
                  <StartScreen
                    shortcut={services.shortcut}
                    last={last}
                    onContinue={() => last && composer.openThread(last.id)}
                  />
                )}
              </div>
              <div slot="above-composer" className="tray">
                {tray}
              </div>
            </Chat>
          )}
        </ChatBoundary>
      )}
    </main>
  );
}
