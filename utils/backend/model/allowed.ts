import { modelPlace } from '../../connection/model-settings';
import type { Connection } from '../../connection/schema';
import { isForbidden } from '../../settings/forbidden';
import { hasConsent } from '../../settings/schema';
import type { EffectiveSettings } from '../../settings/store';
import { AppError, MODELS_FORBIDDEN } from '../../shared/errors';

type ModelConnection = Pick<Connection, 'kind' | 'apiUrl' | 'model'>;
type Allowing = Pick<EffectiveSettings, 'policy'>;

/**
 * Whether a policy forbids a connection because it is a model's. One in the reader's network counts as elsewhere, and so
 * does a model of Ollama's cloud: what is asked of either leaves this computer.
 */
export function isModelForbidden(connection: ModelConnection, { policy }: Allowing): boolean {
  if (connection.kind === 'browser-model') return isForbidden(policy, 'modelsHere');
  if (connection.kind !== 'model') return false;
  return isForbidden(policy, modelPlace(connection) === 'here' ? 'modelsHere' : 'modelsElsewhere');
}

/** @throws AppError where the reader has not agreed to language models, or the organisation forbids this one */
export function requireModelAllowed(
  connection: ModelConnection,
  effective: Pick<EffectiveSettings, 'settings' | 'policy'>,
): void {
  if (connection.kind !== 'model') return;
  if (isModelForbidden(connection, effective)) throw new AppError('FORBIDDEN', { reason: MODELS_FORBIDDEN });
  if (!hasConsent(effective.settings, 'models')) throw new AppError('NO_CONSENT', { reason: 'models' });
}
