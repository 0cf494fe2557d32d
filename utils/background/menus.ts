import browser from 'webextension-polyfill';
import { t } from '../shared/strings';

export const ASK_MENU = 'ask-about-selection';
export const PAGE_MENU = 'ask-about-page';

/** Called at install, update and browser start; Chrome and Firefox differ in how long they keep an entry. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: ASK_MENU, title: t('menuAsk'), contexts: ['selection'] });
  browser.contextMenus.create({ id: PAGE_MENU, title: t('menuAskPage'), contexts: ['page'] });
}
