import { lazy, Suspense, useEffect, useMemo } from 'react';
import { currentConnection } from '../../utils/panel/conversation';
import { connectionChosen } from '../../utils/panel/draft-changes';
import { hasConsent } from '../../utils/settings/schema';
import { ConnectedPanel } from './ConnectedPanel';
import type { PanelServices } from '../../utils/panel/services';
import { useReadable } from './use-readable';
import { usePageTheme } from '../shared/use-page-theme';

const BeforeChat = lazy(() => import('./BeforeChat'));
const BeforeModel = lazy(() => import('./BeforeModel'));

/** The panel in every state: not agreed yet, nobody answers yet, or a conversation. */
export function Panel({ services }: { services: PanelServices }) {
  const { settings, connections } = useReadable(services.environment);
  const draft = useReadable(services.draft);
  const theme = usePageTheme(settings.theme);
  const formatNumber = useMemo(() => {
    const format = new Intl.NumberFormat(services.language);
    return (value: number) => format.format(value);
  }, [services]);
  const connection = currentConnection(draft, connections, settings.defaultConnectionId);
  const { update } = services.draft;

  // The draft's own connection was removed: what stays goes to the one that answers now, in a new conversation.
  const strayed = connection !== undefined && draft.connectionId !== null && draft.connectionId !== connection.id;
  useEffect(() => {
    if (strayed && connection !== undefined) update((now) => connectionChosen(now, connection.id));
  }, [strayed, connection, update]);

  if (!hasConsent(settings) || connection === undefined) {
    return (
      <Suspense>
        <BeforeChat services={services} />
      </Suspense>
    );
  }
  if (connection.kind === 'model' && !hasConsent(settings, 'models')) {
    return (
      <Suspense>
        <BeforeModel services={services} connection={connection} />
      </Suspense>
    );
  }
  return (
    <ConnectedPanel
      key={connection.id}
      services={services}
      connection={connection}
      theme={theme}
      formatNumber={formatNumber}
    />
  );
}
