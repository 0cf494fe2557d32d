import { useState } from 'react';
import type { Connection } from '../../utils/connection/schema';
import * as drafts from '../../utils/panel/draft-changes';
import { createRaiseError } from '../../utils/panel/raise-error';
import type { PanelServices } from '../../utils/panel/services';
import { t } from '../../utils/shared/strings';
import { IconButton } from '../shared/Button';
import { Bar } from './Bar';
import { ChatBoundary } from './ChatBoundary';
import { Conversation, hasOpenAiView } from './Conversation';
import { MoreMenu } from './MoreMenu';
import { ProgressLine } from './ProgressLine';
import { Tray } from './Tray';
import { useApi } from './use-api';
import { useArrivals } from './use-arrivals';
import { useCard } from './use-card';
import { useComposer } from './use-composer';
import { useSettledDraft } from './use-effects';
import { useMoreActions } from './use-more-actions';
import { useNotices } from './use-notices';
import { useRepeat } from './use-repeat';
import { useReadable } from './use-readable';
import { useTray } from './use-tray';
import { useView } from './use-view';

interface ConnectedPanelProps {
  services: PanelServices;
  connection: Connection;
  theme: 'light' | 'dark';
  formatNumber: (value: number) => string;
}

/**
 * The panel while somebody answers: bar, conversation, notice, passage, composer (docs/interface.md 9). Keyed by the
 * connection. Here is what several regions need; what one of them needs lies in its own hook.
 */
export function ConnectedPanel({ services, connection, theme, formatNumber }: ConnectedPanelProps) {
  const { settings, policy, connections, addressAllowed } = useReadable(services.environment);
  const draft = useReadable(services.draft);
  const [inHistory, setInHistory] = useState(false);
  const notices = useNotices();
  const composer = useComposer();
  const view = useView(connection, hasOpenAiView);
  const context = {
    connection,
    switches: { headings: settings.sendHeadings, address: settings.sendAddress, about: settings.sendAbout },
    addressAllowed,
    maxPassage: policy.maxPassage,
    wholePage: t('wholePage'),
  };
  const { mayCarryUnsent } = view;
  const api = useApi(services, connection, { card: context, onQuestion: notices.clearErrors, mayCarryUnsent });
  const settled = useSettledDraft(services, api.call);
  const { attempt, repeat } = useRepeat(composer, notices, view);
  const raiseError = createRaiseError({ services, raise: notices.raise });
  const focusComposer = composer.focus;
  const about = { services, connection, draft, notices, raiseError };

  const { card, held, choosePart } = useCard({ ...about, context, formatNumber, focusComposer });
  const { arrived, isKeyboardElsewhere } = useArrivals(services, composer);
  const more = useMoreActions({ ...about, cardView: card.view, call: api.call });
  const tray = useTray({ ...about, composer, repeat, choosePart, lastQuestion: api.question.lastText });
  const above = <Tray {...tray} card={inHistory ? undefined : card} isKeyboardElsewhere={isKeyboardElsewhere} />;
  return (
    <main className="panel">
      <h1 className="visually-hidden">{t('panelTitle')}</h1>
      <Bar
        connection={connection}
        connections={connections}
        onConnection={(id) => id !== connection.id && services.draft.update((now) => drafts.connectionChosen(now, id))}
        moreEntries={() => services.modelEntries(connection)}
        onConnect={policy.allowOtherConnections === false ? undefined : () => void services.openOptions('backends')}
      >
        <IconButton icon="compose" label={t('newConversation')} onClick={() => composer.openThread(null)} />
        <IconButton icon="history" label={t('history')} onClick={composer.showHistory} />
        <MoreMenu {...more} />
      </Bar>
      <ProgressLine busy={!settled} />
      <p className="visually-hidden" role="status">
        {arrived}
      </p>
      {settled && (
        <ChatBoundary key={attempt} services={services} card={above}>
          <Conversation
            {...about}
            api={api}
            composer={composer}
            context={context}
            cardView={card.view}
            waitsFor={held}
            theme={theme}
            view={view}
            onHistory={setInHistory}
          >
            {above}
          </Conversation>
        </ChatBoundary>
      )}
    </main>
  );
}
