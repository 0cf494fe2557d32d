import type { Connection } from '../../utils/connection/schema';
import { connectionChosen } from '../../utils/panel/draft-changes';
import type { PanelServices } from '../../utils/panel/services';
import { withScopes } from '../../utils/settings/consent-scopes';
import { answererName } from '../../utils/shared/answerer-name';
import { consentSentences } from '../../utils/shared/consent-sentences';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { ConsentMore } from '../shared/ConsentMore';
import { useReadable } from './use-readable';

interface BeforeModelProps {
  services: PanelServices;
  connection: Connection;
}

/** A language model is to answer, and the reader has not agreed to any yet. */
export default function BeforeModel({ services, connection }: BeforeModelProps) {
  const { settings, connections } = useReadable(services.environment);
  /** Without it: the first that is no model answers. */
  const leave = async () => {
    const other = connections.find(({ id, kind }) => id !== connection.id && kind !== 'model');
    if (other === undefined) return services.openOptions('backends');
    services.draft.update((now) => connectionChosen(now, other.id));
    if (settings.defaultConnectionId === connection.id) {
      await services.updateSettings({ defaultConnectionId: other.id });
    }
  };
  const agree = () =>
    services.updateSettings(({ consent }) => ({ consent: withScopes(consent, ['models'], Date.now()) }));
  return (
    <main className="choice">
      <h1 className="choice-title">{answererName(connection)}</h1>
      <ConsentMore sentences={consentSentences(['models'])} onAgree={() => void agree()} />
      <Button look="link" onClick={() => void leave()}>
        {t('answerElsewhere')}
      </Button>
    </main>
  );
}
