import type { AppError } from '../../../utils/shared/errors';
import { DEVICE_CONNECTION_ID } from '../../../utils/connection/schema';
import { isForbidden } from '../../../utils/settings/forbidden';
import { hasConsent } from '../../../utils/settings/schema';
import { t } from '../../../utils/shared/strings';
import { LockedMark } from '../Setting';
import type { SettingsServices } from '../../../utils/settings-page/services';
import { useWatched } from '../use-watched';
import { BrowserModel } from '../../shared/BrowserModel';
import { Reach } from '../Reach';
import { BackEndRow } from './BackEndRow';
import { ConnectBackEnd } from './ConnectBackEnd';
import { ConnectionsFile } from './ConnectionsFile';

interface BackEndsProps {
  services: SettingsServices;
  copyDetails: (host: string, error: AppError) => Promise<void>;
  proposal?: { address: string; page: string } | undefined;
}

/**
 * Who answers: the list, and, once the reader has agreed, one field to connect another (docs/interface.md 24,
 * promise 7).
 */
export function BackEnds({ services, copyDetails, proposal }: BackEndsProps) {
  const { connections, settings, policy, locked, readOnly } = useWatched(services.environment);
  const granted = useWatched(services.access);
  const chosen = settings.defaultConnectionId;
  const others = connections.some(({ id }) => id !== DEVICE_CONNECTION_ID);
  return (
    <section id="backends" aria-labelledby="backends-heading">
      <h2 id="backends-heading">{t('sectionBackEnds')}</h2>
      {!others && <p className="note">{t('backEndsNone')}</p>}
      <ul className="backends">
        {connections.map((connection) => (
          <BackEndRow
            key={connection.id}
            connection={connection}
            isDefault={connection.id === chosen}
            canBeDefault={!locked.has('defaultConnectionId') && !readOnly}
            granted={granted}
            allowOpenAIView={policy.allowOpenAIView}
            services={services}
            copyDetails={copyDetails}
          />
        ))}
      </ul>
      {policy.allowOtherConnections === false ? (
        <>
          <p className="note">{t('backEndOnlyManaged')}</p>
          <LockedMark />
        </>
      ) : (
        hasConsent(settings) && (
          <>
            <BrowserModel load={services.browserModel} />
            <ConnectBackEnd
              services={services.connect}
              openTab={services.openTab}
              copyDetails={copyDetails}
              proposal={proposal}
              looksHere={!isForbidden(policy, 'modelsHere')}
            />
            <ConnectionsFile exportThem={services.exportConnections} importThem={services.importConnections} />
          </>
        )
      )}
      <Reach services={services} />
    </section>
  );
}
