import browser from 'webextension-polyfill';
import { getConnection, listConnections, listPendingConnections } from '../backend/store';
import { originRules } from '../connection/origin-rule';

/**
 * Makes the browser's rules those of the connections, of the one being tested too. Chrome has the interface once the reader
 * allowed it (`declarativeNetRequestWithHostAccess`); rules outlive the browser, and nobody else makes any.
 */
export async function followOriginRules(): Promise<void> {
  // The polyfill's types do not know that it may be missing.
  const rules = browser.declarativeNetRequest as typeof browser.declarativeNetRequest | undefined;
  if (!rules) return;
  const pending = await Promise.all((await listPendingConnections()).map(getConnection));
  const connections = [...(await listConnections()), ...pending.flatMap((connection) => connection ?? [])];
  const wanted = originRules(connections, new URL(browser.runtime.getURL('/')).host);
  const before = await rules.getDynamicRules();
  await rules.updateDynamicRules({ removeRuleIds: before.map(({ id }) => id), addRules: wanted });
}
