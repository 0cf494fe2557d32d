import type { Conversation } from '../../client/conversation';
import type { History } from '../../client/history';
import type { Store } from '../../client/store';
import type { ChatApp, UiState } from '../app/chat-app';
import type { LazyPart } from '../shared/lazy-part';
import { historyView } from './later';

interface HistoryActionsInput extends Pick<ChatApp, 'emit' | 'report'> {
  ui: Store<UiState>;
  conversation: Conversation;
  history: History;
  update: (change: Partial<UiState>) => void;
  /** Begins to load a part that is about to be drawn. */
  bring: (part: LazyPart<unknown>) => void;
}

type HistoryActions = Pick<ChatApp, 'showHistory' | 'hideHistory' | 'refreshHistory' | 'renameThread' | 'deleteThread'>;

/** What a reader does with past conversations; a failure is reported, and the list says again what the server says. */
export function createHistoryActions(input: HistoryActionsInput): HistoryActions {
  const { ui, conversation, history, emit, update, report, bring } = input;
  const reportHistory = (error: Error) => report({ error, source: 'history' });
  const refreshHistory = async () => {
    await history.refresh();
    const { status, error } = history.getSnapshot();
    if (status === 'failed' && error) reportHistory(error);
  };
  return {
    refreshHistory,
    showHistory() {
      if (ui.current().view === 'history') return;
      bring(historyView);
      update({ view: 'history' });
      emit('chatkit.history.open');
      void refreshHistory();
    },
    hideHistory() {
      if (ui.current().view !== 'history') return;
      update({ view: 'thread' });
      emit('chatkit.history.close');
    },
    renameThread(threadId, title) {
      history.rename(threadId, title).then(() => conversation.renamed(threadId, title), reportHistory);
    },
    deleteThread(threadId) {
      history.remove(threadId).then(() => {
        if (conversation.current().thread?.id === threadId) void conversation.open(null);
      }, reportHistory);
    },
  };
}
