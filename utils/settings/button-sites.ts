import type { Connection } from '../connection/schema';
import { classifyHost } from '../connection/network';
import { originPatterns } from '../connection/origins';
import { hostOfPattern, intersections, isWebPattern, contains, sitePattern } from '../shared/match-patterns';
import { matchesAny } from '../shared/self-check';
import type { Policy } from './policy';
import { MAX_BUTTON_SITES, type Settings } from './schema';

/**
 * Where the button appears is a list of its own (`Settings.buttonSites`), apart from what the browser lets Docent reach:
 * an origin that was granted for a back end puts no script into anybody's pages. Entries are match patterns, as they were
 * asked for.
 */

/** What an address is asked for: to show the button there, or to ask it (a back end, the page of a passage). */
export type Purpose = 'button' | 'reach';

type Reached = Pick<Connection, 'origins' | 'sites'>;

/** Patterns that the connections need; everything that may be fetched follows from them. */
export function reachedPatterns(connections: readonly Pick<Connection, 'origins'>[]): string[] {
  return originPatterns(connections.flatMap(({ origins }) => origins));
}

/**
 * The list as it holds now. Where access was taken back in the browser, the entry goes too: it must not come to life
 * again when the same address is granted for a back end. Null: stored before there was a list, see
 * {@link sitesBeforeTheList}.
 */
export function settledSites(
  stored: Settings['buttonSites'],
  granted: readonly string[],
  connections: readonly Reached[],
): string[] {
  if (stored === null) return sitesBeforeTheList(granted, connections);
  return stored.filter((site) => granted.some((pattern) => contains(pattern, site)));
}

/**
 * Before there was a list, every granted host had the button. What was granted beside the connections' own origins was
 * for the button. *Always here* and connecting ask for the same pattern, so one that is a connection's origin says
 * nothing of itself: it keeps the button where a connection answers for that very site, as the docs that bring their own
 * back end do, and never inside the reader's own network, where many applications share a host. There *Always here* is
 * offered with the next ask, and needs no prompt.
 */
function sitesBeforeTheList(granted: readonly string[], connections: readonly Reached[]): string[] {
  const reached = reachedPatterns(connections);
  const answered = connections.flatMap(({ sites }) => sites.map(({ match }) => match.replace(/\/.*$/s, '')));
  return granted.filter((pattern) => {
    if (!isWebPattern(pattern)) return false;
    if (!reached.includes(pattern)) return true;
    const host = hostOfPattern(pattern);
    return classifyHost(host) === 'public' && matchesAny(answered, `https://${host}/`);
  });
}

/** The list with more; where there is no list yet, the grant itself will put them there. */
export function siteAdded({ buttonSites }: Settings, more: readonly string[]): Partial<Settings> {
  return buttonSites === null ? {} : { buttonSites: [...new Set([...buttonSites, ...more])].slice(-MAX_BUTTON_SITES) };
}

/** The list without some. */
export function sitesRemoved({ buttonSites }: Settings, gone: readonly string[]): Partial<Settings> {
  return buttonSites === null ? {} : { buttonSites: buttonSites.filter((site) => !gone.includes(site)) };
}

/** Where the page script may run, with what the browser has granted. A policy's sites take the place of the list. */
export function buttonPatterns(
  { buttonSites }: Pick<Settings, 'buttonSites'>,
  { sites }: Pick<Policy, 'sites'>,
  granted: readonly string[],
): string[] {
  return intersections(sites ? sites.flatMap(patternOfSite) : (buttonSites ?? []), granted);
}

/** Of a host as settings and policies write it. Patterns have no ports (docs/platform.md 1.4), and one that the browser refuses fails a whole registration. */
export function patternOfSite(site: string): string[] {
  const host = site.toLowerCase().replace(/:\d+$/, '');
  return /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(host) ? [sitePattern(host)] : [];
}

/**
 * What may be given back of `given`, and what has to be asked for again then, because the browser knows it only as part
 * of what goes. A pattern of the same host stays as a whole while anybody needs a part of it.
 *
 * @param needed patterns of the connections and of the button's sites
 */
export function givenBack(
  given: readonly string[],
  granted: readonly string[],
  needed: readonly string[],
): { remove: string[]; again: string[] } {
  const remove = given.filter((pattern) => granted.includes(pattern) && !isNeeded(pattern, needed));
  const left = granted.filter((pattern) => !remove.includes(pattern));
  const again = needed.filter(
    (pattern) => remove.some((gone) => contains(gone, pattern)) && !left.some((other) => contains(other, pattern)),
  );
  return { remove, again };
}

/** Whether a granted pattern is what somebody needs, or what the browser has in its place. */
export function isNeeded(pattern: string, needed: readonly string[]): boolean {
  return needed.some(
    (need) => contains(need, pattern) || (contains(pattern, need) && hostOfPattern(pattern) === hostOfPattern(need)),
  );
}
