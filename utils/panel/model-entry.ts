import browser from 'webextension-polyfill';
import { ownOffer } from '../backend/browser-model/own-offer';
import type { MenuOffer } from '../shared/browser-model';
import { t } from '../shared/strings';
import type { ServerParts } from './models';

export const modelOffer = () => ownOffer(browser.i18n.getUILanguage());

type EntryParts = ServerParts & { reload: () => Promise<void> };

/** What the list of those who answer ends with: the models of the server that answers now, and the browser's own. */
export async function modelEntries(parts: EntryParts): Promise<MenuOffer[]> {
  const [server, own] = await Promise.all([serverEntries(parts), ownEntries()]);
  return [...own, ...server];
}

/** That a server does not tell its models is said with the next question, if it matters then. */
async function serverEntries({ reload, ...parts }: EntryParts): Promise<MenuOffer[]> {
  const { kind, managed, model } = parts.connection;
  if (kind !== 'model' || managed) return [];
  const { readModels } = await import('./models');
  const models = await readModels(parts).catch(() => undefined);
  if (!models || models.names.length < 2) return [];
  return [
    { kind: 'line' },
    { kind: 'heading', label: t('modelsOfServer') },
    ...models.names.map((name): MenuOffer => ({
      kind: 'item',
      label: name,
      checked: name === model?.name,
      onSelect: () => void models.choose(name).then(reload),
    })),
  ];
}

/** Where the browser has a model of its own that does not answer yet. */
async function ownEntries(): Promise<MenuOffer[]> {
  const offer = await modelOffer();
  const state = offer?.get();
  if (!offer || !state || state.at === 'hidden' || state.at === 'got') return [];
  const here = state.at === 'offered' && state.isHere;
  const note = state.at === 'fetching' ? t('browserModelFetching') : t(here ? 'browserModelUse' : 'browserModelGet');
  const onSelect = () => void browser.tabs.create({ url: '/options.html#backends' });
  return [{ kind: 'item', label: offer.name, note, onSelect }];
}
