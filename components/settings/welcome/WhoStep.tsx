import { useState } from 'react';
import type { AppError } from '../../../utils/shared/errors';
import { DEVICE_CONNECTION_ID } from '../../../utils/connection/schema';
import { isForbidden } from '../../../utils/settings/forbidden';
import { t } from '../../../utils/shared/strings';
import { ConnectBackEnd } from '../connect/ConnectBackEnd';
import { ownerNote } from '../../../utils/settings-page/owner-note';
import type { SettingsServices } from '../../../utils/settings-page/services';
import { useWatched } from '../use-watched';
import { BrowserModel } from '../../shared/BrowserModel';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';
import { Step } from './Step';

interface WhoStepProps {
  services: SettingsServices;
  /** Connecting asks a back end, which waits for the consent (promise 7). */
  agreed: boolean;
  done: boolean;
  onDone: (done: boolean) => void;
}

/** Step 3: this device, a back end, or a note for the docs team (docs/interface.md 20, 26). */
export function WhoStep({ services, agreed, done, onDone }: WhoStepProps) {
  const { connections, settings, policy } = useWatched(services.environment);
  const [connecting, setConnecting] = useState(false);
  const [copied, setCopied] = useState(false);
  const chosen = connections.find(({ id }) => id === settings.defaultConnectionId);

  const outcome =
    chosen === undefined ? (
      t('welcomeSkipped')
    ) : chosen.id === DEVICE_CONNECTION_ID ? (
      t('welcomeWhoDevice')
    ) : (
      <Sentence id="welcomeWhoBackEnd" values={[chosen.name]} />
    );
  const copyDetails = (host: string, error: AppError) =>
    services.copyText(ownerNote(host, error, services.ownAddress, services.version));

  return (
    <Step
      number={3}
      title={t('welcomeWho')}
      outcome={done ? outcome : undefined}
      onChange={() => {
        setConnecting(false);
        onDone(false);
      }}
    >
      <p>{t('welcomeWhoQuestion')}</p>
      <div className="offer">
        <Button onClick={() => void services.connect.makeDefault(DEVICE_CONNECTION_ID).then(() => onDone(true))}>
          {t('welcomeDevice')}
        </Button>
        <span className="note">{t('welcomeDeviceNote')}</span>
      </div>
      {agreed && <BrowserModel load={services.browserModel} />}
      <div className="offer">
        <Button aria-expanded={connecting} onClick={() => setConnecting(!connecting)}>
          {t('welcomeConnect')}
        </Button>
      </div>
      {connecting && !agreed && <p className="note">{t('noticeNoConsent')}</p>}
      {connecting && agreed && (
        <ConnectBackEnd
          services={services.connect}
          openTab={services.openTab}
          copyDetails={copyDetails}
          onConnected={() => onDone(true)}
          looksHere={!isForbidden(policy, 'modelsHere')}
        />
      )}
      <p className="note">
        <Sentence
          id="welcomeNote"
          actions={[() => void services.copyText(t('docsTeamNote')).then(() => setCopied(true))]}
        />{' '}
        <span role="status">{copied && t('welcomeNoteCopied')}</span>
      </p>
      <Button look="link" onClick={() => onDone(true)}>
        {t('welcomeSkip')}
      </Button>
    </Step>
  );
}
