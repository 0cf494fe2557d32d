import type { Connection } from '../../utils/connection/schema';
import type { Draft } from '../../utils/shared/draft';
import type { ApiCall } from '../../utils/panel/api-call';
import type { CardView } from '../../utils/panel/card';
import { activePassages } from '../../utils/panel/draft-changes';
import { answererName } from '../../utils/shared/answerer-name';
import { t } from '../../utils/shared/strings';
import type { PanelServices } from '../../utils/panel/services';
import type { Notices } from './use-notices';

const HOUR_MS = 3_600_000;

export interface MoreActionsInput {
  services: PanelServices;
  draft: Draft;
  connection: Connection;
  /** As it would be sent. */
  cardView: CardView;
  call: ApiCall;
  notices: Notices;
}

/** What the entries of *More* do that change or copy something; loaded with the first press. All may reject. */
export const moreActions = {
  async copy({ services, draft: { threadId }, connection, call, notices }: MoreActionsInput) {
    if (threadId === null) return;
    const names = { reader: t('markdownReader'), answerer: answererName(connection) };
    const [{ conversationMarkdown }, { loadItems }] = await Promise.all([
      import('../../chatkit/client/conversation-markdown'),
      import('../../utils/panel/load-items'),
    ]);
    await services.copyText(loadItems(call, threadId).then((items) => conversationMarkdown(items, names)));
    notices.raise({ kind: 'said', sentence: 'copied', values: [] });
  },

  async copyForAssistant({ services, draft, cardView, call, notices }: MoreActionsInput) {
    const [{ forAssistant }, { loadItems }] = await Promise.all([
      import('../../utils/panel/for-assistant'),
      import('../../utils/panel/load-items'),
    ]);
    const { threadId, text } = draft;
    const lastQuestion = async () => {
      if (text.trim() !== '' || threadId === null) return text;
      const items = await loadItems(call, threadId).catch(() => []);
      const asked = items.findLast((item) => item.type === 'user_message');
      return asked?.type === 'user_message' ? asked.content.map((part) => part.text).join('') : '';
    };
    const { passages, page } = cardView;
    await services.copyText(
      lastQuestion().then((question) =>
        forAssistant({ question, passages, pageText: page?.text, origins: activePassages(draft) }, t('copySource')),
      ),
    );
    notices.raise({ kind: 'said', sentence: 'copiedForAssistant', values: [] });
  },

  async notOnPage({ services, notices }: MoreActionsInput) {
    await services.hideButtonOnPage();
    notices.raise({ kind: 'said', sentence: 'offOnPage', values: [] });
  },

  async notOnSite({ services, notices }: MoreActionsInput, site: string | undefined, change: Change) {
    if (site === undefined) return;
    const { notHere } = services.environment.get().settings;
    await services.updateSettings({ notHere: [...new Set([...notHere, site])] });
    const undo = () => change(services.updateSettings({ notHere }).then(() => forget(notices)));
    notices.raise({ kind: 'said', sentence: 'offOnSite', values: [site], undo });
  },

  async pause({ services, notices }: MoreActionsInput, _site: string | undefined, change: Change) {
    const until = Date.now() + HOUR_MS;
    const time = new Intl.DateTimeFormat(services.language, { timeStyle: 'short' }).format(until);
    await services.updateSettings({ pausedUntil: until });
    const undo = () => change(services.updateSettings({ pausedUntil: 0 }).then(() => forget(notices)));
    notices.raise({ kind: 'said', sentence: 'pausedUntil', values: [time], undo });
  },
};

/** Reports a failure. */
type Change = (done: Promise<unknown>) => void;

const forget = (notices: Notices) => notices.drop(({ kind }) => kind === 'said');
