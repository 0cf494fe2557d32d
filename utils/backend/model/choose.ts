import { modelLabel } from '../../connection/model-settings';
import type { Connection } from '../../connection/schema';
import { hostOf } from '../../connection/origins';
import { AppError } from '../../shared/errors';
import type { Network } from '../fetch-json';
import { firstModel, hasModel, type ListedModels, listModels } from './list';

/** A connection with another model of its server. A name that the reader gave it stays. */
export function withModel<Asked extends Pick<Connection, 'name' | 'apiUrl' | 'model'>>(
  connection: Asked,
  name: string,
  server = connection.model?.server,
): Asked {
  const before = connection.model?.name;
  const isOwn =
    before === undefined ? connection.name === hostOf(connection.apiUrl) : connection.name === modelLabel(before);
  return {
    ...connection,
    ...(isOwn && { name: modelLabel(name) }),
    model: { ...connection.model, name, server: server ?? 'other' },
  };
}

/**
 * Looks whether the model of a connection is there; one that has none yet, because its server shows its list only to who has
 * a key, gets the first. Throws what the list throws, and MODEL_MISSING.
 */
export async function settleModel(connection: Connection, network: Network, signal?: AbortSignal): Promise<Connection> {
  const listed = await listWithKey(connection, network, signal);
  const { name } = connection.model ?? {};
  const host = hostOf(connection.apiUrl);
  if (name === undefined) {
    const first = firstModel(listed.models);
    if (first === undefined) throw new AppError('MODEL_MISSING', { host, reason: 'none' });
    return withModel(connection, first, listed.server);
  }
  if (!hasModel(listed, name)) throw new AppError('MODEL_MISSING', { host });
  return connection;
}

/** The models of a connection's server. Where it has a key, a refusal means the key, with whichever status. */
export async function listWithKey(
  { apiUrl, auth }: Pick<Connection, 'apiUrl' | 'auth'>,
  network: Network,
  signal?: AbortSignal,
): Promise<ListedModels> {
  try {
    return await listModels(apiUrl, network, signal);
  } catch (error) {
    const isRefusal = auth === 'key' && error instanceof AppError && error.code === 'FORBIDDEN';
    throw isRefusal ? new AppError('SIGN_IN', error.details, { cause: error }) : error;
  }
}
