import { lazy, Suspense } from 'react';
import { hostOf } from '../../utils/connection/origins';
import { AppError } from '../../utils/errors';
import { usableAccent } from '../../utils/panel-state/accent';
import * as drafts from '../../utils/panel-state/draft';
import { t } from '../../utils/strings';
import { IconButton } from '../shared/Button';
import { Bar } from './Bar';
import { BrokenChat } from './BrokenChat';
import { Chat } from './Chat';
import { ChatBoundary } from './ChatBoundary';
import { chatOptions } from './chat-options';
import { MoreMenu } from './MoreMenu';
import { ProgressLine } from './ProgressLine';
import { StartScreen } from './StartScreen';
import { Tray } from './Tray';
import { type ConnectedPanelProps, useConnectedPanel } from './use-connected-panel';

// Written out: the bundler drops a branch before it follows imports only where the condition itself is a constant.
const OpenAiView = import.meta.env.DOCENT_OPENAI_VIEW === '0' ? undefined : lazy(() => import('./openai/OpenAiView'));

/** The panel while somebody answers: bar, conversation, notice, passage, composer (UI.md 9). Keyed by the connection. */
export function ConnectedPanel(props: ConnectedPanelProps) {
  const { services, connection, theme } = props;
  const { policy, connections, draft, card, composer, held, ways, input, ...panel } = useConnectedPanel(
    props,
    OpenAiView !== undefined,
  );
  const { update } = services.draft;
  const host = connection.kind === 'device' ? t('deviceName') : hostOf(connection.apiUrl);
  const tray = (
    <Tray
      services={services}
      connection={connection}
      host={host}
      draft={draft}
      notices={panel.notices}
      card={card}
      onFault={panel.onFault}
      signIn={panel.keyForm}
    />
  );
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
        <MoreMenu {...panel.more} />
      </Bar>
      <ProgressLine busy={panel.isReading || !panel.settled} />
      <p className="visually-hidden" role="status">
        {panel.arrived}
      </p>
      {panel.settled && (
        <ChatBoundary
          key={panel.attempt}
          fallback={(retry) => (
            <BrokenChat text={draft.text} onText={panel.onText} onRetry={retry}>
              {tray}
            </BrokenChat>
          )}
        >
          {OpenAiView && panel.inOpenAiView ? (
            <Suspense>
              <OpenAiView
                services={services}
                connection={connection}
                frameUrl={policy.allowOpenAIView === false ? undefined : connection.frameUrl}
                draft={draft}
                cardView={card.view}
                input={input}
                fetch={panel.api.fetch}
                ownSend={panel.ownSend}
                element={composer.element}
                onAccepted={panel.onAccepted}
                onThread={panel.onThread}
                onFailure={(error) => panel.raiseFault(error)}
                onTrouble={(reason) => {
                  panel.raiseFault(
                    new AppError(connection.kind === 'openai-hosted' ? 'VIEW_NEEDED' : 'VIEW_BLOCKED', { reason }),
                  );
                  panel.blockView();
                }}
              >
                {tray}
              </OpenAiView>
            </Suspense>
          ) : (
            <Chat
              options={(threadId) =>
                chatOptions({ ...input, fetch: panel.api.fetch, threadId, onEntity: ways?.onEntity })
              }
              element={composer.element}
              initial={{ text: draft.text, threadId: draft.connectionId === connection.id ? draft.threadId : null }}
              held={held}
              accent={usableAccent(connection.presentation.accent, theme)}
              quoteActions={ways?.quoteActions}
              onLink={(href) => ways?.onLink(href) ?? false}
              onReady={composer.focus}
              onText={panel.onText}
              onThread={panel.onThread}
              onAccepted={panel.onAccepted}
              onFailure={(error) => panel.raiseFault(error)}
            >
              <div slot="start">
                {draft.passages.length === 0 && (
                  <StartScreen
                    shortcut={services.shortcut}
                    last={panel.last}
                    onContinue={() => panel.last && composer.openThread(panel.last.id)}
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
