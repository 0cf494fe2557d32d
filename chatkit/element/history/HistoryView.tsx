import { useEffect, useRef, useState } from 'react';
import type { ChatApp, UiState } from '../app/chat-app';
import historyStyles from './history.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';
import { HistoryRow } from './HistoryRow';
import { useStore } from '../shared/use-store';
import { WaitLine } from '../thread/Waiting';

const adoptHistoryStyles = createSheetRef(historyStyles);

/** Past conversations: search, open, rename, delete. Escape goes back. */
export function HistoryView({
  app,
  ui,
  openId,
  onClose,
}: {
  app: ChatApp;
  ui: UiState;
  /** The conversation that is open now. */
  openId: string | null;
  onClose: () => void;
}) {
  const { t, options, reported: failure } = ui;
  const { entries, status } = useStore(app.history);
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);

  const wanted = query.trim().toLocaleLowerCase(t.locale);
  const shown = entries.filter(({ title }) => (title ?? t('notTitled')).toLocaleLowerCase(t.locale).includes(wanted));
  return (
    <section
      ref={adoptHistoryStyles}
      className="history"
      aria-label={t('history')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <WaitLine phase={status === 'loading' ? 'line' : 'none'} t={t} />
      <input
        ref={search}
        type="search"
        className="search"
        dir={query === '' ? undefined : 'auto'}
        value={query}
        placeholder={t('historySearch')}
        aria-label={t('historySearch')}
        onChange={(event) => setQuery(event.target.value)}
      />
      <p className="history-note" role="status">
        {status === 'loading' && entries.length === 0 ? t('historyLoading') : null}
        {status === 'failed' && entries.length === 0 && failure?.source !== 'history' ? (
          // Where the host tells of failures itself; else the row below has this button.
          <button type="button" className="text-button" onClick={() => void app.refreshHistory()}>
            {t('tryAgain')}
          </button>
        ) : null}
        {status === 'ready' && entries.length === 0 ? t('historyEmpty') : null}
        {entries.length > 0 && shown.length === 0 ? t('nothingFound', query.trim()) : null}
      </p>
      <ul className="entries">
        {shown.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            isOpen={entry.id === openId}
            t={t}
            showRename={options?.history?.showRename ?? true}
            showDelete={options?.history?.showDelete ?? true}
            onOpen={() => {
              app.openThread(entry.id).catch(() => undefined);
            }}
            onRename={(title) => app.renameThread(entry.id, title)}
            onDelete={() => {
              search.current?.focus();
              app.deleteThread(entry.id);
            }}
          />
        ))}
      </ul>
    </section>
  );
}
