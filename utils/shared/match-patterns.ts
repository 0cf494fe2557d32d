/**
 * The browser's match patterns as far as permissions use them: scheme and host, no port, no path. `<all_urls>` counts as
 * every web address. A pattern that is none of these overlaps nothing.
 */

/** What *On every site* asks the browser for; the only optional host permission of the manifest. */
export const EVERY_SITE = '*://*/*';

export function isEverySite(pattern: string): boolean {
  return pattern === '<all_urls>' || /^[^:]+:\/\/\*\//.test(pattern);
}

/** `docs.python.org` of `*://docs.python.org/*`. */
export function hostOfPattern(pattern: string): string {
  return /^[^:]+:\/\/([^/]+)/.exec(pattern)?.[1] ?? pattern;
}

/** @param site a host (`docs.python.org`) or hosts (`*.example.com`) */
export function sitePattern(site: string): string {
  return `*://${site}/*`;
}

export function isWebPattern(pattern: string): boolean {
  return partsOf(pattern) !== null;
}

/** The addresses that both cover, as one pattern; null where there is none. */
export function intersection(a: string, b: string): string | null {
  const [one, other] = [partsOf(a), partsOf(b)];
  if (!one || !other) return null;
  const scheme = narrower(one.scheme, other.scheme, (outer, inner) => outer === '*' || outer === inner);
  const host = narrower(one.host, other.host, hostContains);
  return scheme === null || host === null ? null : `${scheme}://${host}/*`;
}

/** Whether `outer` covers everything that `inner` covers. */
export function contains(outer: string, inner: string): boolean {
  const parts = partsOf(inner);
  return parts !== null && intersection(outer, inner) === `${parts.scheme}://${parts.host}/*`;
}

/** What both lists cover, without doubles and without what another pattern of the result covers already; sorted. */
export function intersections(some: readonly string[], others: readonly string[]): string[] {
  const both = new Set(some.flatMap((a) => others.flatMap((b) => intersection(a, b) ?? [])));
  return [...both]
    .filter((pattern) => ![...both].some((wider) => wider !== pattern && contains(wider, pattern)))
    .sort();
}

interface Parts {
  scheme: '*' | 'http' | 'https';
  host: string;
}

function partsOf(pattern: string): Parts | null {
  if (pattern === '<all_urls>') return { scheme: '*', host: '*' };
  const [, scheme, host] = /^(\*|https?):\/\/([^/]+)\//.exec(pattern) ?? [];
  return scheme === undefined || host === undefined ? null : { scheme: scheme as Parts['scheme'], host };
}

function narrower<Text extends string>(a: Text, b: Text, holds: (outer: Text, inner: Text) => boolean): Text | null {
  if (holds(a, b)) return b;
  return holds(b, a) ? a : null;
}

function hostContains(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  if (!outer.startsWith('*.') || inner === '*') return false;
  const domain = outer.slice(1);
  return inner === outer.slice(2) || (inner.endsWith(domain) && inner !== domain);
}
