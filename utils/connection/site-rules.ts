import type { Connection, Mode } from './schema';

/** One rule of a connection: the sites or chapters it answers by itself, and the mode it begins with there. */
export type SiteRule = Connection['sites'][number];

const HOST = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/i;

/** A whole site: `docs.python.org` or `*.example.com`. */
export const isSitePattern = (text: string): boolean => text.length <= 300 && HOST.test(text);

/**
 * Whether a rule covers an address. Host first, then the path if the rule has one, at whole segments: `/guide` covers
 * `/guide` and `/guide/x`, not `/guidebook`. Schemes and ports do not count.
 */
export function matchesSite(pattern: string, address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  const { host, path } = splitRule(pattern.replace(/^[a-z*]+:\/\//i, ''));
  const wanted = host.replace(/:\d+$/, '').toLowerCase();
  const hostFits = wanted.startsWith('*.')
    ? url.hostname === wanted.slice(2) || url.hostname.endsWith(wanted.slice(1))
    : wanted === '*' || url.hostname === wanted;
  return wanted !== '' && hostFits && matchesPath(path, url.pathname);
}

function matchesPath(path: string, pathname: string): boolean {
  if (path.endsWith('*')) return pathname.startsWith(path.slice(0, -1));
  const prefix = path.replace(/\/+$/, '');
  return prefix === '' || pathname === prefix || pathname.startsWith(`${prefix}/`);
}

/** The connection whose rule says most about an address; the earlier one of two that say the same. */
export function connectionForSite(connections: readonly Connection[], address: string): Connection | undefined {
  const rules = connections.flatMap((connection) => connection.sites.map((rule) => ({ connection, rule })));
  return mostSpecific(rules, ({ rule }) => rule, address)?.connection;
}

/** The mode a connection begins with at an address, by its most specific rule that covers it. */
export function modeForSite({ sites }: Pick<Connection, 'sites'>, address: string): Mode | undefined {
  return mostSpecific(sites, (rule) => rule, address)?.mode;
}

function mostSpecific<Item>(items: readonly Item[], ruleOf: (item: Item) => SiteRule, address: string) {
  const fitting = items.filter((item) => matchesSite(ruleOf(item).match, address));
  return fitting.toSorted((a, b) => compare(ruleOf(b).match, ruleOf(a).match))[0];
}

/** A whole host says more than a family of hosts, a longer family more than a shorter one, then the longer path. */
function compare(a: string, b: string): number {
  const [first, second] = [weigh(a), weigh(b)];
  return first.exact - second.exact || first.host - second.host || first.path - second.path;
}

function weigh(pattern: string) {
  const { host, path } = splitRule(pattern.replace(/^[a-z*]+:\/\//i, ''));
  return {
    exact: host.startsWith('*') ? 0 : 1,
    host: host.replace(/:\d+$/, '').length,
    path: path.replace(/[/*]+$/, '').length,
  };
}

/** Host and path of a rule. */
export function splitRule(pattern: string): { host: string; path: string } {
  const slash = pattern.indexOf('/');
  return slash < 0 ? { host: pattern, path: '' } : { host: pattern.slice(0, slash), path: pattern.slice(slash) };
}
