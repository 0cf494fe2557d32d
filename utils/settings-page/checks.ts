import browser from 'webextension-polyfill';
import type { Check } from '../shared/self-check';
import { selfCheck, selfCheckReport } from '../shared/self-check';
import { listConnections } from '../backend/store';
import { readShortcut } from '../shared/popover-preferences';
import { send } from '../shared/send';
import { buttonPatterns } from '../settings/button-sites';
import { readSettings } from '../settings/store';

/** Runs the self-check. Asking the background also makes it bring everything in line, which mends what it can. */
export async function runSelfCheck(page: string | undefined): Promise<{ checks: Check[]; report: string }> {
  const backgroundAnswers = await send('settingsChanged', {}).then(
    () => true,
    () => false,
  );
  const [{ settings, policy }, connections, { origins = [] }, shortcut, scripts] = await Promise.all([
    readSettings(),
    listConnections(),
    browser.permissions.getAll(),
    readShortcut(),
    browser.scripting.getRegisteredContentScripts(),
  ]);
  const checks = selfCheck({
    settings,
    connections,
    granted: origins,
    buttonAt: buttonPatterns(settings, policy, origins),
    ...(policy.sites && { policySites: policy.sites }),
    ...(page !== undefined && { page }),
    shortcut,
    backgroundAnswers,
    registered: scripts.length > 0,
    now: Date.now(),
  });
  const report = selfCheckReport(checks, {
    version: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    ownAddress: ownAddress(),
    connections,
  });
  return { checks, report };
}

/** Origin of this extension, as a back end sees it. */
export function ownAddress(): string {
  return browser.runtime.getURL('').replace(/\/$/, '');
}

/** The web page looked at last, where the browser tells us its address: only sites with access. */
export async function recentPage(): Promise<string | undefined> {
  const tabs = await browser.tabs.query({ windowType: 'normal' });
  const web = tabs.filter(({ url }) => url !== undefined && /^https?:/.test(url));
  return web.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0]?.url;
}
