import { createIndexedDbStore } from '../../../chatkit/server/idb-store';
import { readSettings } from '../../settings/store';
import { t } from '../../shared/strings';
import type { ApiFetchParts } from '../api-parts';
import { DEVICE_DATABASE } from '../device-database';
import { createKeptAnswers } from '../kept-answers';
import { subjectOf } from '../plain/subject';
import { requireModelAllowed } from './allowed';
import { createModelFetch } from './fetch';

/** The `api.fetch` of a model server with its conversations in this browser profile's IndexedDB. */
export function createKeptModelFetch(parts: ApiFetchParts): typeof globalThis.fetch {
  const store = createIndexedDbStore(DEVICE_DATABASE);
  const subject = subjectOf(parts.connection);
  return createModelFetch({
    ...parts,
    ...createKeptAnswers({ store, subject, cutOff: () => t('answerCutByClosing') }),
    store,
    requireAllowed: async () => requireModelAllowed(parts.connection, await readSettings()),
  });
}
