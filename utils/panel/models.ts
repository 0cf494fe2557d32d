import { withModel } from '../backend/model/choose';
import { createModelRequests } from '../backend/model/fetch';
import { listModels } from '../backend/model/list';
import { saveConnection } from '../backend/store';
import type { ApiFetchParts } from '../backend/api-parts';

export type ServerParts = Pick<ApiFetchParts, 'connection' | 'fetch' | 'getToken' | 'online'>;

/** The models of a connection's server, as it calls them, and the way to another. Loaded where a model server answers. */
export async function readModels(parts: ServerParts) {
  const { connection, online } = parts;
  const { models } = await listModels(connection.apiUrl, { fetch: createModelRequests(parts), online });
  return {
    names: models.map(({ id }) => id),
    choose: (name: string) => saveConnection(withModel(connection, name)),
  };
}
