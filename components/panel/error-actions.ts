import { originPatterns } from '../../utils/connection/origins';
import type { Connection } from '../../utils/connection/schema';
import { conversationLeftBehind } from '../../utils/panel/draft-changes';
import type { ErrorNotice } from '../../utils/panel/notice-queue';
import type { NoticeAction } from '../../utils/shared/notices';
import type { PanelServices } from '../../utils/panel/services';
import type { Composer } from './use-composer';
import type { Notices } from './use-notices';

export interface ErrorActionsInput {
  services: PanelServices;
  connection: Connection;
  composer: Composer;
  notices: Notices;
  /** Does again what was refused. */
  repeat: (cause: ErrorNotice['cause']) => Promise<void>;
  signIn: (cause: ErrorNotice['cause']) => void;
  choosePart: () => void;
  /** The words that were sent last. */
  lastQuestion: () => string;
}

/** What the one button of a fault does. Runs in the tick of the press: the browser asks for hosts only there. */
export function createErrorActions(input: ErrorActionsInput) {
  const { services, connection, composer, notices } = input;
  const toOptions = () => void services.openOptions('backends');
  return (action: NoticeAction, fault: ErrorNotice): void => {
    const run: Record<NoticeAction, () => void> = {
      agree: () => void services.environment.reload(),
      connect: toOptions,
      setWorkflow: toOptions,
      checkAddress: toOptions,
      allow: () =>
        void services
          .allow(fault.ask?.patterns ?? originPatterns(connection.origins), 'reach')
          .then(async (granted) => {
            if (!granted) return;
            notices.drop((notice) => notice === fault);
            await services.announceAccess();
            if (fault.ask === undefined) await input.repeat(fault.cause);
            else fault.ask.then();
          }),
      retry: () => void input.repeat(fault.cause),
      retryLater: () => void input.repeat(fault.cause),
      signIn: () => input.signIn(fault.cause),
      copyDetails: () =>
        void services.copyText(
          import('../../utils/panel/error-details').then(({ errorDetails }) =>
            errorDetails(fault, connection, services),
          ),
        ),
      askAgain() {
        notices.clearErrors();
        composer.retryLast();
      },
      goOn() {
        notices.clearErrors();
        // First, so that the passages are not taken for the old conversation's when the new one is opened.
        services.draft.update(conversationLeftBehind);
        composer.openThread(null);
      },
      beginAnew() {
        notices.clearErrors();
        services.draft.update(conversationLeftBehind);
        composer.beginAnew(input.lastQuestion());
      },
      openHost: () => void services.openTab(new URL(connection.apiUrl).origin),
      seeAddress: () => void services.openTab(connection.apiUrl),
      choosePart: input.choosePart,
      pasteText() {
        notices.drop((notice) => notice === fault);
        // A page that is not there would keep what is pasted from being sent.
        services.draft.update((draft) => ({
          ...draft,
          passages: draft.passages.filter(({ isUnreadable }) => !isUnreadable),
        }));
        composer.focus();
      },
      details: () =>
        void import('../../utils/panel/openai/view-error').then(({ isViewError, viewErrorSentences }) => {
          const { reason } = fault.details;
          if (!isViewError(reason)) return services.openOptions('about');
          notices.drop((notice) => notice === fault);
          notices.raise({ kind: 'said', sentence: viewErrorSentences[reason], values: [] });
        }),
    };
    run[action]();
    if (action === 'copyDetails') notices.raise({ kind: 'said', sentence: 'copied', values: [] });
  };
}
