import { useEffect, useMemo, useState } from 'react';
import { DEVICE_CONNECTION_ID } from '../../utils/connection/schema';
import { currentConnection } from '../../utils/panel-state/conversation';
import { connectionChosen } from '../../utils/panel-state/draft';
import { hasConsent } from '../../utils/settings/schema';
import { t } from '../../utils/strings';
import { ConsentForm } from '../consent/ConsentForm';
import { ConnectedPanel } from './ConnectedPanel';
import { NotConnected } from './NotConnected';
import type { PanelServices } from './services';
import { useStore } from './use-store';
import { useTheme } from './use-theme';

/** The panel in every state: not agreed yet, nobody answers yet, or a conversation. */
export function Panel({ services }: { services: PanelServices }) {
  const { settings, policy, connections } = useStore(services.environment);
  const draft = useStore(services.draft);
  const theme = useTheme(settings.theme);
  const formatNumber = useMemo(() => {
    const format = new Intl.NumberFormat(services.language);
    return (value: number) => format.format(value);
  }, [services]);
  const [copied, setCopied] = useState(false);
  const connection = currentConnection(draft, connections, settings.defaultConnectionId);
  const { update } = services.draft;

  // The draft's own connection was removed: what stays goes to the one that answers now, in a new conversation.
  const strayed = connection !== undefined && draft.connectionId !== null && draft.connectionId !== connection.id;
  useEffect(() => {
    if (strayed && connection !== undefined) update((now) => connectionChosen(now, connection.id));
  }, [strayed, connection, update]);

  if (!hasConsent(settings)) {
    return (
      <main className="consent-page">
        <h1 className="visually-hidden">{t('panelTitle')}</h1>
        <ConsentForm
          headingLevel={2}
          privacyUrl={services.privacyUrl}
          onAgree={(sendAddress) => void services.agree(sendAddress)}
          onDecline={() => undefined}
        />
      </main>
    );
  }
  if (connection === undefined) {
    return (
      <NotConnected
        offersDevice={connections.some(({ id }) => id === DEVICE_CONNECTION_ID)}
        offersConnect={policy.allowOtherConnections !== false}
        copied={copied}
        onDevice={() => void services.updateSettings({ defaultConnectionId: DEVICE_CONNECTION_ID })}
        onConnect={() => void services.openOptions('backends')}
        onCopyNote={() => void services.copyText(t('docsTeamNote')).then(() => setCopied(true))}
      />
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
