import browser from 'webextension-polyfill';
import { readSettings, updateSettings } from '../settings/store';

/**
 * Whether page addresses may be sent. Firefox keeps a permission of its own for it (`browsingActivity`, declared as
 * optional) and asks the reader; Chrome has none. Call it in the tick of a press.
 */
export async function allowSendingAddress(): Promise<boolean> {
  if (!import.meta.env.FIREFOX) return true;
  return browser.permissions.request(ADDRESS);
}

// The polyfill's types do not know data collection permissions yet: https://mzl.la/firefox-data-collection
const ADDRESS = { data_collection: ['browsingActivity'] } as Parameters<typeof browser.permissions.request>[0];

/** Whether the browser still lets page addresses be sent: the reader can take that back in Firefox's own settings. */
export async function isAddressAllowed(): Promise<boolean> {
  return !import.meta.env.FIREFOX || browser.permissions.contains(ADDRESS);
}

/** Calls back when that may have changed. */
export function onAddressPermission(listener: () => void): void {
  if (!import.meta.env.FIREFOX) return;
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/** Switches the setting off for good once the permission is gone: granted again for one question, it stays off. */
export async function followAddressPermission(): Promise<void> {
  if (!import.meta.env.FIREFOX) return;
  const { settings } = await readSettings();
  if (settings.sendAddress && !(await isAddressAllowed())) await updateSettings({ sendAddress: false });
}
