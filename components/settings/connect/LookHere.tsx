import { useEffect, useRef, useState } from 'react';
import { withModel } from '../../../utils/backend/model/choose';
import { addressOf, LOCAL_ORIGIN, programOf } from '../../../utils/backend/model/look-here';
import type { FoundServer } from '../../../utils/backend/model/recognise';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import type { Address } from '../../../utils/connection/address';
import { isCloudModel, modelLabel } from '../../../utils/connection/model-settings';
import { AppError } from '../../../utils/shared/errors';
import { plainSentence } from '../../../utils/shared/plain-sentence';
import { t } from '../../../utils/shared/strings';
import type { ConnectServices } from '../../../utils/settings-page/connect-services';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';
import { ErrorLine } from './ErrorLine';
import { asAppError } from './use-connecting';

interface LookHereProps {
  services: Pick<ConnectServices, 'allowOrigins' | 'giveUnusedBack' | 'lookHere'>;
  /** One of those found is to be connected. */
  onChosen: (address: Address, draft: ConnectionDraft) => void;
  copyDetails: (host: string, error: AppError) => Promise<void>;
}

type Look = { at: 'idle' | 'looking' } | { at: 'found'; servers: FoundServer[] } | { at: 'error'; error: AppError };

const { host } = new URL(LOCAL_ORIGIN);

/** Looks for model servers on this computer, when pressed: until then nobody is asked. */
export function LookHere({ services, onChosen, copyDetails }: LookHereProps) {
  const [look, setLook] = useState<Look>({ at: 'idle' });
  const running = useRef(new AbortController());
  useEffect(() => () => running.current.abort(), []);

  const press = () => {
    running.current.abort();
    const { signal } = (running.current = new AbortController());
    const end = (next: Look) => !signal.aborted && setLook(next);
    void services
      .allowOrigins([LOCAL_ORIGIN])
      .then(async (allowed) => {
        if (!allowed) throw new AppError('NEEDS_PERMISSION', { host });
        end({ at: 'looking' });
        const servers = await services.lookHere(signal);
        if (servers.length === 0) await services.giveUnusedBack();
        end({ at: 'found', servers });
      })
      .catch((error: unknown) => end({ at: 'error', error: asAppError(error) }));
  };

  return (
    <div className="look-here">
      <Button disabled={look.at === 'looking'} onClick={press}>
        {t('lookHere')}
      </Button>
      <p className="note" role="status">
        {look.at === 'idle' && t('lookHereNote')}
        {look.at === 'looking' && t('lookHereLooking')}
        {look.at === 'found' && t(look.servers.length > 0 ? 'lookHereFound' : 'lookHereNothing')}
      </p>
      {look.at === 'error' && (
        <div className="panel-box">
          <ErrorLine
            error={look.error}
            host={host}
            onAgain={press}
            openTab={() => undefined}
            copyDetails={() => copyDetails(host, look.error)}
          />
        </div>
      )}
      {look.at === 'found' && look.servers.length > 0 && (
        <ul className="backends">
          {look.servers.map((server) => (
            <Found
              key={server.draft.apiUrl}
              server={server}
              onChosen={(draft) => {
                setLook({ at: 'idle' });
                onChosen(addressOf(server), draft);
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** A server that was found: its program and address, its models, and the press that connects it. */
function Found({ server, onChosen }: { server: FoundServer; onChosen: (draft: ConnectionDraft) => void }) {
  const { draft, models } = server;
  const [model, setModel] = useState(draft.model?.name);
  const { host: at } = addressOf(server);
  const isCloud = (name: string) => draft.model?.server === 'ollama' && isCloudModel(name);
  const wordOf = (name: string) => (isCloud(name) ? `${modelLabel(name)} · ${t('modelInCloud')}` : modelLabel(name));
  const hasNone = models.length === 0 && draft.auth !== 'key';
  return (
    <li className="backend found-here">
      <span className="backend-text">
        <span className="backend-name">
          <bdi>{programOf(server) ?? t('lookHereOther')}</bdi>
        </span>
        <span className="note">
          <bdi>{at}</bdi>
          {draft.auth === 'key' && ` · ${t('lookHereKey')}`}
          {models.length === 1 && (
            <>
              {' · '}
              <bdi>{wordOf(models[0] ?? '')}</bdi>
            </>
          )}
        </span>
        {hasNone && (
          <span className="note">
            <Sentence id="noticeNoModels" values={[at]} />
          </span>
        )}
      </span>
      {models.length > 1 && (
        <select
          className="field"
          dir="ltr"
          aria-label={t('modelsOfServer')}
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        >
          {models.map((each) => (
            <option key={each} value={each}>
              {wordOf(each)}
            </option>
          ))}
        </select>
      )}
      {!hasNone && (
        <Button
          aria-label={plainSentence('lookHereConnect', at)}
          onClick={() => onChosen(model === undefined ? draft : withModel(draft, model))}
        >
          {t('connectButton')}
        </Button>
      )}
    </li>
  );
}
