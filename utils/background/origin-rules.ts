import browser from 'webextension-polyfill';
import { getConnection, listConnections, listPendingConnections } from '../backend/store';
import { originRules } from '../connection/origin-rule';

/**
 * Makes the browser's rules those of the connections, of the one being tested too. They outlive the browser; nobody else
 * makes any.
 */
export async function followOriginRules(): Promise<void> {
  const pending = await Promise.all((await listPendingConnections()).map(getConnection));
  const connections = [...(await listConnections()), ...pending.flatMap((connection) => connection ?? [])];
  const wanted = originRules(connections, new URL(browser.runtime.getURL('/')).host);
  const before = await browser.declarativeNetRequest.getDynamicRules();
  if (before.length + wanted.length === 0) return;
  await browser.declarativeNetRequest.updateDynamicRules({
    removeRuleIds: before.map(({ id }) => id),
    addRules: wanted,
  });
}
