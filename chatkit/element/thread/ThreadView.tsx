import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { lastMeaningfulItem, takesMessages, type ConversationState } from '../../client/state';
import type { ChatApp, UiState } from '../app/chat-app';
import { IconButton } from '../icons/icons';
import { conversationView } from './later';
import { StartScreen } from './StartScreen';
import { useSharedEnvironment } from './use-environment';
import { useMessageKeys } from './use-message-keys';
import { useStickToEnd } from './use-stick-to-end';
import { useStore } from '../shared/use-store';
import { WaitLine, WaitText, useWaitPhase } from './Waiting';
import type { AnswerActions } from './MessageActions';

/** The conversation: start screen or messages, what is being waited for, and where the reader is in it. */
export function ThreadView({
  app,
  ui,
  state,
  focusComposer,
}: {
  app: ChatApp;
  ui: UiState;
  state: ConversationState;
  focusComposer: () => void;
}) {
  const { t, options } = ui;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isAtEnd, toEnd } = useStickToEnd(scroller, content, options?.thread?.autoScroll ?? false, state.run !== null);
  const view = useStore(conversationView);
  const itemActions = useMemo(() => view?.createItemActions(app), [view, app]);
  const keys = useMessageKeys(focusComposer);
  const environment = useSharedEnvironment(app, ui, state.thread?.allowed_image_domains);
  const waiting = state.run !== null || state.unanswered === 'waiting' || state.loading !== null;
  // A server that counts the seconds would keep Stop from being offered.
  const phase = useWaitPhase(waiting, (state.run?.activity ?? 0) - (state.run?.beats ?? 0));
  const host = shownHost(options?.api.url ?? '');

  // A thread that was opened shows its end; so does a message that was just sent, but not what then comes as its answer.
  const isAnswering = state.run !== null && state.pendingId === null;
  useLayoutEffect(() => {
    if (!isAnswering) toEnd();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the end of an answer moves nothing
  }, [toEnd, state.thread?.id, state.pendingId]);

  const isOpen = takesMessages(state);
  // A closed thread takes no new answer either.
  const showRetry = isOpen && (options?.threadItemActions?.retry ?? false);
  const showFeedback = options?.threadItemActions?.feedback ?? false;
  const actions = useMemo<AnswerActions>(
    () => ({
      isOpen,
      showRetry,
      showFeedback,
      retry(itemId) {
        app.retry(questionBefore(app.conversation.current(), itemId));
        focusComposer();
      },
      sendFeedback: (itemId, kind) => void app.conversation.sendFeedback([itemId], kind),
    }),
    [app, isOpen, showRetry, showFeedback, focusComposer],
  );
  // The control that was pressed goes away with the press; the focus must not go with it.
  const sendPrompt = useCallback(
    (prompt: string | Parameters<typeof contentOf>[0]) => {
      const content = typeof prompt === 'string' ? [{ type: 'input_text' as const, text: prompt }] : contentOf(prompt);
      app.send({ content, attachments: [] }).catch(() => undefined);
      focusComposer();
    },
    [app, focusComposer],
  );

  const reportItem = useCallback((error: Error) => void app.emit('chatkit.error', { error }), [app]);
  const isEmpty = lastMeaningfulItem(state.items) === undefined;
  return (
    <div className="thread">
      <WaitLine phase={phase} t={t} />
      <div className="scroller" ref={scroller}>
        <div
          className="log"
          ref={content}
          role="log"
          // Sentences are announced by the region below: announcing each delta would be noise.
          aria-live="off"
          aria-label={t('conversation')}
          aria-busy={waiting}
          tabIndex={isEmpty ? undefined : -1}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
        >
          {isEmpty && state.loading === null ? (
            <StartScreen t={t} startScreen={options?.startScreen} onPrompt={sendPrompt} disabled={state.run !== null} />
          ) : (
            view &&
            itemActions && (
              <view.ThreadItems
                state={state}
                log={content}
                focusComposer={focusComposer}
                onItemFailed={reportItem}
                currentId={keys.currentId}
                actions={actions}
                itemActions={itemActions}
                environment={environment}
                onAskAgain={
                  isOpen
                    ? () => {
                        app.retry();
                        focusComposer();
                      }
                    : undefined
                }
              />
            )
          )}
          {waiting ? (
            <WaitText
              phase={phase}
              run={state.run}
              host={host}
              t={t}
              onStop={() => {
                app.conversation.stop();
                focusComposer();
              }}
            />
          ) : null}
        </div>
      </div>
      {isAtEnd ? null : (
        <IconButton
          className="jump"
          icon="arrowDown"
          label={t('jumpToLatest')}
          onPress={() => {
            toEnd();
            focusComposer();
          }}
        />
      )}
      <div className="hidden" role="status" aria-live="polite">
        {view && <view.Announcer state={state} t={t} />}
      </div>
    </div>
  );
}

const shownHost = (url: string) => (URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).host : url);

/** The question that an answer belongs to: a retry starts from it. */
function questionBefore({ items }: ConversationState, itemId: string): string | undefined {
  const index = items.findIndex(({ id }) => id === itemId);
  return items.slice(0, index + 1).findLast(({ type }) => type === 'user_message')?.id;
}

type PromptContent = (
  | { type: 'input_text'; text: string }
  | {
      type: 'input_tag';
      text: string;
      id: string;
      group?: string;
      data?: Record<string, unknown>;
      interactive?: boolean;
    }
)[];

const contentOf = (content: PromptContent) =>
  content.map((part) =>
    part.type === 'input_text' ? part : { ...part, data: part.data ?? {}, interactive: part.interactive ?? false },
  );
