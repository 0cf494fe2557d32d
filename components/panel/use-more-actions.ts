import { useEffect, useState } from 'react';
import type { Connection } from '../../utils/connection/schema';
import type { Draft } from '../../utils/draft';
import type { ApiCall } from '../../utils/panel-state/api-call';
import { activePassages } from '../../utils/panel-state/draft';
import { connectionName } from './Bar';
import { t } from '../../utils/strings';
import type { PanelServices } from './services';
import type { Notices } from './use-notices';

const HOUR_MS = 3_600_000;

interface MoreActionsInput {
  services: PanelServices;
  draft: Draft;
  connection: Connection;
  call: ApiCall;
  notices: Notices;
  raiseFault: (error: unknown) => void;
}

/** What stands behind *More* (UI.md 7 and 10). */
export function useMoreActions({ services, draft, connection, call, notices, raiseFault }: MoreActionsInput) {
  const [siteInFront, setSiteInFront] = useState<string>();
  const passageUrl = activePassages(draft)[0]?.staged.passage.page.url;
  useEffect(() => {
    void services.currentSite().then(setSiteInFront);
  }, [services, passageUrl]);
  const site = siteInFront ?? (passageUrl && URL.parse(passageUrl)?.hostname);
  const change = (done: Promise<unknown>) => void done.catch(raiseFault);

  return {
    site,
    // A workflow's items are at OpenAI, for its own window alone, which has a button for each answer.
    canCopy: draft.threadId !== null && connection.kind !== 'openai-hosted',
    onCopy() {
      const { threadId } = draft;
      if (threadId === null) return;
      const names = { reader: t('markdownReader'), answerer: connectionName(connection) };
      const read = async () => {
        const [{ conversationMarkdown }, { loadItems }] = await Promise.all([
          import('../../chatkit/client/conversation-markdown'),
          import('../../utils/panel-state/load-items'),
        ]);
        return conversationMarkdown(await loadItems(call, threadId), names);
      };
      change(services.copyText(read()).then(() => notices.raise({ kind: 'said', sentence: 'copied', values: [] })));
    },
    onOpenInTab: () => change(services.openInTab()),
    onNotOnPage: () =>
      change(
        services.hideButtonOnPage().then(() => notices.raise({ kind: 'said', sentence: 'offOnPage', values: [] })),
      ),
    onNotOnSite() {
      if (site === undefined) return;
      const { notHere } = services.environment.get().settings;
      const undo = () => change(services.updateSettings({ notHere }).then(forget));
      const done = () => notices.raise({ kind: 'said', sentence: 'offOnSite', values: [site], undo });
      change(services.updateSettings({ notHere: [...new Set([...notHere, site])] }).then(done));
    },
    onPause() {
      const until = Date.now() + HOUR_MS;
      const time = new Intl.DateTimeFormat(services.language, { timeStyle: 'short' }).format(until);
      const undo = () => change(services.updateSettings({ pausedUntil: 0 }).then(forget));
      const done = () => notices.raise({ kind: 'said', sentence: 'pausedUntil', values: [time], undo });
      change(services.updateSettings({ pausedUntil: until }).then(done));
    },
    onWhatIsSent: () => change(services.openOptions('sent')),
    onSettings: () => change(services.openOptions()),
  };

  function forget(): void {
    notices.drop(({ kind }) => kind === 'said');
  }
}
