import { hostOf } from '../../utils/connection/origins';
import { answersByQuotes, type Connection, isWithoutWorkflow, staysHere } from '../../utils/connection/schema';
import type { CardContext, CardView } from '../../utils/panel/card';
import * as drafts from '../../utils/panel/draft-changes';
import type { RaiseError } from '../../utils/panel/raise-error';
import type { PanelServices } from '../../utils/panel/services';
import type { Draft } from '../../utils/shared/draft';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { t } from '../../utils/shared/strings';
import type { Api } from './use-api';
import type { WaitsForPage } from './use-card';
import { useLastConversation } from './use-effects';
import type { Notices } from './use-notices';
import { useQuotableStarters } from './use-quotable-starters';
import { useWaysBack } from './use-ways-back';

interface ConversationInput {
  services: PanelServices;
  connection: Connection;
  draft: Draft;
  context: CardContext;
  cardView: CardView;
  waitsFor: WaitsForPage;
  api: Api;
  theme: 'light' | 'dark';
  notices: Notices;
  raiseError: RaiseError;
}

/** What both chats need: ours, and OpenAI's view. */
export function useConversation(given: ConversationInput) {
  const { services, connection, draft, context, cardView, waitsFor, api, theme, notices, raiseError } = given;
  const { update } = services.draft;
  const unconnected = isWithoutWorkflow(connection);
  const held = unconnected
    ? plainSentence('noticeNoWorkflow', hostOf(connection.apiUrl))
    : waitsFor === undefined
      ? null
      : t(waitsFor);
  const last = useLastConversation(api.call, {
    mayExist: () => services.mayHaveConversations(connection),
    isWanted: !unconnected && draft.threadId === null,
    onFailure: raiseError,
  });
  const ways = useWaysBack({
    services,
    draft,
    context,
    onChanged: (sentence) => notices.raise({ kind: 'said', sentence, values: [] }),
    onFailure: raiseError,
  });
  const hasUnsent = draft.passages.length > 0 && held === null;
  const isCode = cardView.passages.every((passage) => passage.isCode);
  const wantsQuotable = answersByQuotes(connection) && hasUnsent && draft.threadId === null;
  const quotable = useQuotableStarters(cardView, isCode, wantsQuotable);
  return {
    held,
    /** Not for long: what is sent meanwhile waits. */
    isBrief: !unconnected && waitsFor === 'pageReading',
    last,
    ways,
    input: {
      connection,
      hasPassage: cardView.passages.length > 0,
      hasUnsent,
      locale: services.language,
      isCode,
      isPage: cardView.passages.length > 0 && cardView.passages.every(({ whole }) => whole),
      pageLanguage: draft.passages[0]?.staged.passage.page.lang,
      quotable,
      theme,
    },
    onAccepted(threadId: string) {
      api.question.onAccepted(threadId);
      notices.clearErrors();
    },
    onThread: (threadId: string | null) => update((now) => drafts.threadOpened(now, threadId, connection.id)),
    onText: (text: string) => update((now) => drafts.textChanged(now, text), 'soon'),
    // Only here: another back end is sent a page that the reader has seen on the card.
    onPageWanted: () => staysHere(connection) && update(drafts.pageMissed),
  };
}
