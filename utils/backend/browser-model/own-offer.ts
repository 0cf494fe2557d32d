import { expecting } from '../../../chatkit/answerers/browser-model/api';
import { type Connection, DEVICE_CONNECTION_ID } from '../../connection/schema';
import { isForbidden } from '../../settings/forbidden';
import { readSettings, updateSettings } from '../../settings/store';
import type { BrowserModelOffer } from '../../shared/browser-model';
import { openDatabase } from '../../shared/database';
import { send } from '../../shared/send';
import { t } from '../../shared/strings';
import { listConnections, saveConnection } from '../store';
import { brandOf } from './brand';
import { languageModel } from './global';
import { languagesOf } from './languages';
import { createOffer } from './offer';

const BROWSER_MODEL_ID = 'browser-model';
const WANTED = 'browser-model-wanted';
const LOOK_AGAIN_MS = 1_500;

/**
 * The offer in this browser; undefined where it has no such API, or a policy forbids it.
 *
 * @param language the reader's, as a tag: what the model does not speak it cannot answer
 */
export async function ownOffer(language: string): Promise<BrowserModelOffer | undefined> {
  const api = languageModel();
  const { policy } = await readSettings();
  if (!api || isForbidden(policy, 'modelsHere') || policy.allowOtherConnections === false) return undefined;
  const brand = brandOf(navigator as unknown as Parameters<typeof brandOf>[0]);
  const name = brand ? t('browserModelHere', brand.model) : t('browserModelNameless');
  return createOffer({
    api,
    name,
    maker: brand?.maker,
    options: expecting(languagesOf({ docent: undefined, language })),
    isKept: async () => (await listConnections()).some(({ kind }) => kind === 'browser-model'),
    keep: () => keep(name),
    wanted: {
      get: async () => (await (await openDatabase()).get('records', WANTED)) === true,
      async set(wanted) {
        const database = await openDatabase();
        await (wanted ? database.put('records', true, WANTED) : database.delete('records', WANTED));
      },
    },
    setTimer(run) {
      const timer = setTimeout(run, LOOK_AGAIN_MS);
      return () => clearTimeout(timer);
    },
  });
}

/** It answers from now on where nobody or this device did; conversations that are open stay where they are. */
async function keep(name: string): Promise<void> {
  const connection: Connection = {
    id: BROWSER_MODEL_ID,
    name,
    kind: 'browser-model',
    apiUrl: 'browser-model:',
    origins: [],
    auth: 'none',
    view: 'packaged',
    sites: [],
    presentation: { modes: ['passage', 'section', 'page'], accepts: ['page'] },
  };
  const isNew = !(await listConnections()).some(({ id }) => id === BROWSER_MODEL_ID);
  if (isNew) await saveConnection(connection);
  await updateSettings(({ defaultConnectionId: current }) =>
    current === null || current === DEVICE_CONNECTION_ID ? { defaultConnectionId: BROWSER_MODEL_ID } : {},
  );
  await send('settingsChanged', {});
}
