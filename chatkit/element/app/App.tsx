import { useCallback, useEffect, useRef } from 'react';
import type { ChatApp } from './chat-app';
import { CLOSED_REASON_ID, Composer } from '../composer/Composer';
import { Header } from './Header';
import { historyView } from '../history/later';
import { useTheme } from '../theme/use-theme';
import { ShortMarkdown } from '../markdown/ShortMarkdown';
import { Notices } from './Notices';
import { ThreadView } from '../thread/ThreadView';
import { useSharedEnvironment } from '../thread/use-environment';
import { useStore } from '../shared/use-store';

/** The whole element. Until it has a valid set of options it draws why there is none, or nothing. */
export function App({ app, onDrawn }: { app: ChatApp; onDrawn: () => void }) {
  const ui = useStore(app.ui);
  const state = useStore(app.conversation);
  const root = useRef<HTMLDivElement>(null);
  const { options, t, view } = ui;
  const theme = options?.theme;
  const hasOptions = options !== null;
  const shared = useSharedEnvironment(app, ui);
  const HistoryView = useStore(historyView)?.HistoryView;

  useTheme(root, theme, hasOptions);
  useEffect(() => {
    if (hasOptions) onDrawn();
  }, [hasOptions, onDrawn]);

  const focusComposer = useCallback(() => {
    // In the history: its search.
    root.current?.querySelector<HTMLElement>('[data-composer], .search')?.focus();
  }, []);
  const wasHistory = useRef(false);
  useEffect(() => {
    // The history held the focus: it goes back to where the reader writes.
    if (wasHistory.current && view === 'thread') focusComposer();
    wasHistory.current = view === 'history';
  }, [view, focusComposer]);

  if (!options) {
    return ui.reported ? (
      <div className="app" role="alert">
        <p className="not-set-up">
          {t('setupFailed')} <bdi lang="en">{ui.reported.error.message}</bdi>
        </p>
      </div>
    ) : null;
  }
  const host = URL.canParse(options.api.url, document.baseURI)
    ? new URL(options.api.url, document.baseURI).host
    : options.api.url;
  const status = state.thread?.status;
  return (
    <div
      ref={root}
      className="app"
      lang={t.language}
      dir={t.direction}
      role="group"
      aria-label={options.frameTitle ?? t('conversation')}
    >
      <Header app={app} ui={ui} state={state} />
      {view === 'history' ? (
        HistoryView && <HistoryView app={app} ui={ui} openId={state.thread?.id ?? null} onClose={app.hideHistory} />
      ) : (
        <ThreadView app={app} ui={ui} state={state} focusComposer={focusComposer} />
      )}
      <div className="below">
        <Notices app={app} ui={ui} state={state} host={host} focusComposer={focusComposer} />
        <slot name="above-composer" />
        {view === 'thread' ? (
          <>
            {status && status.type !== 'active' ? (
              <p id={CLOSED_REASON_ID} className="closed" role="status" dir="auto">
                {status.reason ?? t(status.type === 'locked' ? 'threadLocked' : 'threadClosed')}
              </p>
            ) : null}
            <Composer app={app} ui={ui} state={state} />
          </>
        ) : null}
        {options.disclaimer ? (
          <div className="disclaimer" data-high-contrast={options.disclaimer.highContrast || undefined}>
            <ShortMarkdown text={options.disclaimer.text} environment={{ ...shared, sourceOf: () => undefined }} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
