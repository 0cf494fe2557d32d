import { covers, matchesAny } from './self-check';
import { hasConsent, type Settings } from './settings/schema';

/** Where the page script runs, as the browser's match patterns. */
export interface Plan {
  matches: string[];
  excludeMatches: string[];
}
export interface PlanInput {
  /** Origins of `permissions.getAll()`. */
  granted: readonly string[];
  settings: Pick<Settings, 'consent' | 'buttonEnabled' | 'notHere'>;
  /** Host patterns a policy limits the button to. */
  policySites?: readonly string[];
}

/**
 * Granted hosts only, without the sites switched off; null while nothing may run (no consent, button off, no host).
 * Policy limits what is granted, it never widens it.
 */
export function planRegistration({ granted, settings, policySites }: PlanInput): Plan | null {
  if (!hasConsent(settings) || !settings.buttonEnabled) return null;
  const web = granted.filter((pattern) => pattern === '<all_urls>' || /^(?:\*|https?):\/\//.test(pattern));
  const matches = [...new Set(policySites ? web.flatMap((pattern) => narrow(pattern, policySites)) : web)].sort();
  if (matches.length === 0) return null;
  return { matches, excludeMatches: [...new Set(settings.notHere.flatMap(hostPattern))].sort() };
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

/** The part of a granted pattern that the policy's hosts leave. */
function narrow(pattern: string, sites: readonly string[]): string[] {
  const [, scheme = '*', host = '*'] = /^([^:]+):\/\/([^/]+)\//.exec(pattern) ?? [];
  return sites.flatMap((site) => {
    const siteHost = withoutPort(site);
    if (!isHost(siteHost)) return [];
    if (contains(siteHost, host)) return [pattern];
    return contains(host, siteHost) ? [`${scheme}://${siteHost}/*`] : [];
  });
}

/** Whether host pattern `outer` covers everything `inner` covers. */
function contains(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  return inner !== '*' && matchesAny([outer], `https://${inner.replace(/^\*\./, '')}/`) && outer.startsWith('*.');
}

/** A pattern that the browser would refuse makes the whole registration fail, so it is left out. */
function hostPattern(site: string): string[] {
  const host = withoutPort(site);
  return isHost(host) ? [`*://${host}/*`] : [];
}

/** Match patterns have no ports (platform.md 1.4). */
const withoutPort = (site: string) => site.toLowerCase().replace(/:\d+$/, '');
const isHost = (text: string) => /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(text);
