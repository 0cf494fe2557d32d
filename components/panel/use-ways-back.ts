import { useEffect, useMemo, useRef, useState } from 'react';
import type { Connection } from '../../utils/connection/schema';
import type { Draft } from '../../utils/draft';
import { type CardContext, describeCard } from '../../utils/panel-state/card';
import { quotedText } from '../../utils/panel-state/shape-request';
import type { StagedPassage } from '../../utils/passage/types';
import { t } from '../../utils/strings';
import type { PanelServices, ThreadWays } from './services';
import type { Notices } from './use-notices';

interface WaysBackInput {
  services: PanelServices;
  connection: Connection;
  draft: Draft;
  context: CardContext;
  notices: Notices;
  raiseFault: (error: unknown) => void;
}

/** What the chat offers for a conversation's quotes and citations. */
export interface WaysBack {
  onEntity: (entity: { data?: Record<string, string> }) => void;
  /** True when the link leads to a page that a passage came from, and is followed there. */
  onLink: (href: string) => boolean;
  quoteActions: (quote: string) => { label: string; run: () => void }[];
}

/**
 * *Show in page* from the thread: where the passages of a conversation came from is kept as they are sent, and read when
 * it is opened. Undefined while nothing is known: the chat then offers nothing.
 */
export function useWaysBack(input: WaysBackInput): WaysBack | undefined {
  const { services, connection, draft, context, notices, raiseFault } = input;
  const [ways, setWays] = useState<ThreadWays>();
  const { threadId, pinned, sending } = draft;
  const isSent = sending === null && pinned.length > 0;
  const quoted = isSent ? quotedText(describeCard(draft, context, pinned)) : '';
  useEffect(() => {
    setWays(undefined);
    if (threadId === null) return;
    let gone = false;
    const passages = pinned.map(({ staged }) => staged);
    const keep = quoted === '' ? undefined : { quoted, staged: passages };
    // Without it the conversation is whole all the same.
    services.waysBack(connection.id, threadId, keep).then(
      (found) => gone || setWays(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
    // The words change when the passages do.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [services, connection.id, threadId, quoted]);

  const latest = useRef({ notices, raiseFault });
  useEffect(() => {
    latest.current = { notices, raiseFault };
  });
  // The same object as long as nothing else is known: another one draws every message again.
  return useMemo(() => {
    if (ways === undefined) return undefined;
    const show = (staged: StagedPassage) =>
      void services.showInPage(staged).then(
        (shown) => {
          if (shown !== 'gone' && shown !== 'similar') return;
          const sentence = shown === 'gone' ? 'pageGone' : 'pageChanged';
          latest.current.notices.raise({ kind: 'said', sentence, values: [] });
        },
        (error: unknown) => latest.current.raiseFault(error),
      );
    return {
      onEntity(entity) {
        const staged = ways.ofEntity(entity);
        if (staged) show(staged);
      },
      onLink(href) {
        const staged = ways.ofLink(href);
        if (staged) show(staged);
        return staged !== undefined;
      },
      quoteActions: (quote) =>
        ways.ofQuote(quote).map((staged, index, { length }) => ({
          label: length > 1 ? `${index + 1} · ${t('showInPage')}` : t('showInPage'),
          run: () => show(staged),
        })),
    };
  }, [services, ways]);
}
