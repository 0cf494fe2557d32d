import { useEffect, useState } from 'react';
import { activePassages } from '../../utils/panel/draft-changes';
import type { moreActions, MoreActionsInput } from './more-actions';

/** What stands behind *More* (docs/interface.md 7 and 10). */
export function useMoreActions({ raiseError, ...input }: MoreActionsInput & { raiseError: (error: unknown) => void }) {
  const { services, draft, connection } = input;
  const [siteInFront, setSiteInFront] = useState<string>();
  const passageUrl = activePassages(draft)[0]?.staged.passage.page.url;
  useEffect(() => {
    void services.currentSite().then(setSiteInFront);
  }, [services, passageUrl]);
  const site = siteInFront ?? (passageUrl && URL.parse(passageUrl)?.hostname);
  const change = (done: Promise<unknown>) => void done.catch(raiseError);
  const run = (name: keyof typeof moreActions) => () =>
    change(import('./more-actions').then((loaded) => loaded.moreActions[name](input, site, change)));

  return {
    site,
    // A workflow's items are at OpenAI, for its own window alone, which has a button for each answer.
    canCopy: draft.threadId !== null && connection.kind !== 'openai-hosted',
    onCopy: run('copy'),
    hasSomething: draft.threadId !== null || draft.text.trim() !== '' || passageUrl !== undefined,
    onCopyFor: run('copyForAssistant'),
    onOpenInTab: () => change(services.openInTab()),
    onNotOnPage: run('notOnPage'),
    onNotOnSite: run('notOnSite'),
    onPause: run('pause'),
    onWhatIsSent: () => change(services.openOptions('sent')),
    onSettings: () => change(services.openOptions()),
  };
}
