import { useState } from 'react';
import { DEVICE_CONNECTION_ID } from '../../utils/connection/schema';
import { hasConsent } from '../../utils/settings/schema';
import { t } from '../../utils/shared/strings';
import { BrowserModel } from '../shared/BrowserModel';
import { ConsentForm } from '../shared/ConsentForm';
import { NotConnected } from './NotConnected';
import type { PanelServices } from '../../utils/panel/services';
import { useReadable } from './use-readable';

/** The panel of a reader who has not agreed yet, or whom nobody answers yet. Loaded only then. */
export default function BeforeChat({ services }: { services: PanelServices }) {
  const { settings, policy, connections } = useReadable(services.environment);
  const [copied, setCopied] = useState(false);
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
  return (
    <NotConnected
      offersDevice={connections.some(({ id }) => id === DEVICE_CONNECTION_ID)}
      offersConnect={policy.allowOtherConnections !== false}
      browserModel={<BrowserModel load={services.browserModel} />}
      copied={copied}
      onDevice={() => void services.updateSettings({ defaultConnectionId: DEVICE_CONNECTION_ID })}
      onConnect={() => {
        const passage = services.draft.get().passages.at(-1)?.staged.passage;
        void import('../../utils/panel/proposal').then(({ proposalOf }) =>
          services.openOptions('backends', passage && proposalOf(passage, connections)),
        );
      }}
      onCopyNote={() => void services.copyText(t('docsTeamNote')).then(() => setCopied(true))}
    />
  );
}
