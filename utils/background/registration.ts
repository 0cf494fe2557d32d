import browser from 'webextension-polyfill';
import { isCovered, isNewlyCovered, type Plan, planRegistration, samePlan } from './registration-plan';
import type { EffectiveSettings } from '../settings/store';

/** The page script (an unlisted script of the build) and the id it is registered under. */
export const PAGE_SCRIPT = '/selection.js';
const REGISTRATION_ID = 'selection';

/**
 * Brings the registration of the page script in line with consent, settings and grants; doing it twice changes
 * nothing. Tabs that are newly covered are entered at once; `enterAll` enters every covered tab, after an install or an
 * update has left them without a living script.
 */
export async function syncRegistration({ settings, policy }: EffectiveSettings, enterAll: boolean): Promise<void> {
  const { origins: granted = [] } = await browser.permissions.getAll();
  const plan = planRegistration({ granted, settings, policy });
  const before = await readRegistration();
  if (!samePlan(plan, before)) await register(plan, before !== null);
  if (before && !samePlan(plan, before)) await leaveTabs(plan);
  if (plan) await enterTabs((url) => isNewlyCovered(url, plan, enterAll ? null : before), plan);
}

/** Tabs where the button may not be any more drop it at once; where access is gone the browser tells no address. */
async function leaveTabs(plan: Plan | null): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false });
  await Promise.allSettled(
    tabs
      .filter(({ url }) => !plan || url === undefined || !isCovered(url, plan))
      .map(({ id }) => browser.tabs.sendMessage(id!, { name: 'stopPopover' })),
  );
}

async function readRegistration(): Promise<Plan | null> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [REGISTRATION_ID] });
  if (!registered) return null;
  return {
    matches: (registered.matches ?? []).toSorted(),
    excludeMatches: (registered.excludeMatches ?? []).toSorted(),
  };
}

async function register(plan: Plan | null, exists: boolean): Promise<void> {
  // Not `updateContentScripts`: an empty `excludeMatches` there keeps the old ones in Chrome.
  if (exists) await browser.scripting.unregisterContentScripts({ ids: [REGISTRATION_ID] });
  if (!plan) return;
  await browser.scripting.registerContentScripts([
    {
      id: REGISTRATION_ID,
      js: [PAGE_SCRIPT],
      matches: plan.matches,
      ...(plan.excludeMatches.length > 0 ? { excludeMatches: plan.excludeMatches } : {}),
      runAt: 'document_idle',
      allFrames: true,
      // Frames that a page writes itself (`srcdoc`, `about:blank`).
      matchOriginAsFallback: true,
      persistAcrossSessions: true,
    },
  ]);
}

/** A tab that refuses (a store page, an error page, a discarded tab) is none of ours. */
async function enterTabs(wanted: (url: string) => boolean, plan: Plan): Promise<void> {
  const tabs = await browser.tabs.query({ url: plan.matches, discarded: false });
  await Promise.allSettled(
    tabs
      .filter(({ id, url }) => id !== undefined && url !== undefined && wanted(url))
      .map(({ id }) =>
        browser.scripting.executeScript({ target: { tabId: id!, allFrames: true }, files: [PAGE_SCRIPT] }),
      ),
  );
}
