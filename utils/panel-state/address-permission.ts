import browser from 'webextension-polyfill';

/**
 * Whether page addresses may be sent. Firefox keeps a permission of its own for it (`browsingActivity`, declared as
 * optional) and asks the reader; Chrome has none. Call it in the tick of a press.
 */
export async function allowSendingAddress(): Promise<boolean> {
  if (!import.meta.env.FIREFOX) return true;
  // The polyfill's types do not know data collection permissions yet: https://mzl.la/firefox-data-collection
  const permissions = { data_collection: ['browsingActivity'] } as Parameters<typeof browser.permissions.request>[0];
  return browser.permissions.request(permissions);
}
