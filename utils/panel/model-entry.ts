import browser from 'webextension-polyfill';
import { ownOffer } from '../backend/browser-model/own-offer';
import type { MenuOffer } from '../shared/browser-model';
import { t } from '../shared/strings';

export const modelOffer = () => ownOffer(browser.i18n.getUILanguage());

/** What the list of those who answer ends with where the browser has a model of its own that does not answer yet. */
export async function modelEntries(): Promise<MenuOffer[]> {
  const offer = await modelOffer();
  const state = offer?.get();
  if (!offer || !state || state.at === 'hidden' || state.at === 'got') return [];
  const here = state.at === 'offered' && state.isHere;
  const note = state.at === 'fetching' ? t('browserModelFetching') : t(here ? 'browserModelUse' : 'browserModelGet');
  const onSelect = () => void browser.tabs.create({ url: '/options.html#backends' });
  return [{ kind: 'item', label: offer.name, note, onSelect }];
}
