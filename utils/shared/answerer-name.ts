import { modelPlace } from '../connection/model-settings';
import { hostOf } from '../connection/origins';
import type { Connection } from '../connection/schema';
import { t } from './strings';

type Named = Pick<Connection, 'kind' | 'name' | 'apiUrl' | 'model'>;

/** Who answers, as it is drawn: of a language model also where it runs (`llama3 · this computer`). */
export function answererName(connection: Named): string {
  if (connection.kind === 'device') return t('deviceName');
  return connection.kind === 'model' ? `${connection.name} · ${placeName(connection)}` : connection.name;
}

function placeName(connection: Named): string {
  const host = hostOf(connection.apiUrl);
  switch (modelPlace(connection)) {
    case 'here':
      return t('modelHere');
    case 'network':
      return host;
    case 'internet':
      return t('modelOnInternet', host);
    case 'cloud':
      return t('modelInCloud');
  }
}
