import browser from 'webextension-polyfill';
import { readPolicy } from '../settings/policy';

/** Opens the welcome page, once, after the install; never where a policy says `welcome: false`. */
export async function openWelcome(): Promise<void> {
  const { welcome } = await readPolicy(browser.storage.managed);
  if (welcome !== false) await browser.tabs.create({ url: '/welcome.html' });
}
