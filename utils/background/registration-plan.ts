import { buttonPatterns, patternOfSite } from '../settings/button-sites';
import type { Policy } from '../settings/policy';
import { covers } from '../shared/self-check';
import { hasConsent, type Settings } from '../settings/schema';

/** Where the page script runs, as the browser's match patterns. */
export interface Plan {
  matches: string[];
  excludeMatches: string[];
}
export interface PlanInput {
  /** Origins of `permissions.getAll()`. */
  granted: readonly string[];
  settings: Pick<Settings, 'consent' | 'buttonEnabled' | 'buttonSites' | 'notHere'>;
  /** `sites` limits the button to these. */
  policy: Pick<Policy, 'sites'>;
}

/**
 * The sites with the button as far as the browser grants them, without those switched off; null while nothing may run
 * (no consent, button off, no site). What was granted for a back end is no site with the button.
 */
export function planRegistration({ granted, settings, policy }: PlanInput): Plan | null {
  if (!hasConsent(settings) || !settings.buttonEnabled) return null;
  const matches = buttonPatterns(settings, policy, granted);
  if (matches.length === 0) return null;
  return { matches, excludeMatches: [...new Set(settings.notHere.flatMap(patternOfSite))].sort() };
}

/** Whether the page script belongs on a page now and did not before: such an open tab is entered at once. */
export function isNewlyCovered(url: string, plan: Plan, before: Plan | null): boolean {
  return isCovered(url, plan) && !(before !== null && isCovered(url, before));
}

export function samePlan(a: Plan | null, b: Plan | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the page script belongs on a page. */
export function isCovered(url: string, { matches, excludeMatches }: Plan): boolean {
  return /^https?:/.test(url) && covers(matches, url) && !covers(excludeMatches, url);
}
