import { lazy, type ReactNode, Suspense } from 'react';
import { usableAccent } from '../../utils/panel/accent';
import { chatOptions } from '../../utils/panel/chat-options';
import { AppError } from '../../utils/shared/errors';
import { Chat } from './Chat';
import { StartScreen } from './StartScreen';
import type { Composer } from './use-composer';
import { useConversation } from './use-conversation';
import { useReadable } from './use-readable';
import type { View } from './use-view';

// Written out: the bundler drops a branch before it follows imports only where the condition itself is a constant.
const OpenAiView = import.meta.env.DOCENT_OPENAI_VIEW === '0' ? undefined : lazy(() => import('./openai/OpenAiView'));
export const hasOpenAiView = OpenAiView !== undefined;

type ConversationProps = Parameters<typeof useConversation>[0] & {
  composer: Composer;
  view: View;
  onHistory: (open: boolean) => void;
  /** What stands above the composer. */
  children: ReactNode;
};

/** The chat with one back end. Mounted anew when it is opened anew. */
export function Conversation({ composer, view, onHistory, children, ...given }: ConversationProps) {
  const { services, connection, draft, cardView, api, theme, raiseError } = given;
  const { policy } = useReadable(services.environment);
  const { held, isBrief, last, ways, input, onPageWanted, ...on } = useConversation(given);
  if (OpenAiView && view.isOpenAi) {
    return (
      <Suspense>
        <OpenAiView
          services={services}
          connection={connection}
          frameUrl={policy.allowOpenAIView === false ? undefined : connection.frameUrl}
          draft={draft}
          cardView={cardView}
          input={input}
          fetch={api.fetch}
          ownSend={view.ownSend}
          held={held}
          element={composer.element}
          {...on}
          onFailure={(error, cause) => raiseError(error, { cause })}
          onViewError={(reason) => {
            raiseError(new AppError(connection.kind === 'openai-hosted' ? 'VIEW_NEEDED' : 'VIEW_BLOCKED', { reason }));
            view.block();
          }}
        >
          {children}
        </OpenAiView>
      </Suspense>
    );
  }
  return (
    <Chat
      options={(threadId) => chatOptions({ ...input, fetch: api.fetch, threadId, onEntity: ways?.onEntity })}
      element={composer.element}
      initial={{ text: draft.text, threadId: draft.connectionId === connection.id ? draft.threadId : null }}
      held={held}
      isBrief={isBrief}
      accent={usableAccent(connection.presentation.accent, theme)}
      ways={ways}
      opening={services.opening}
      {...on}
      onLink={(href) => ways?.onLink(href) ?? false}
      onReady={composer.focus}
      onPageWanted={onPageWanted}
      onChecking={api.question.onChecking}
      onHistory={onHistory}
      onFailure={raiseError}
    >
      <div slot="start">
        {draft.passages.every(({ staged }) => staged.whole === 'offered') && (
          <StartScreen
            shortcut={services.shortcut}
            last={last}
            onContinue={() => last && composer.openThread(last.id)}
          />
        )}
      </div>
      <div slot="above-composer" className="tray">
        {children}
      </div>
    </Chat>
  );
}
