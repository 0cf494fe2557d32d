import { MAX_ATTRIBUTE } from './limits';

/**
 * Where a site keeps the page's name in the fragment (docsify: `#/guide?id=limits`), without the place in the page, be it
 * named after `?` or by a text fragment.
 */
const ROUTE = /^#!?\/(?:(?!:~:)[^?])+/;

/** The page's own part of a fragment; empty where the fragment names a place in the page, as it mostly does. */
const routeOf = (hash: string): string => ROUTE.exec(hash)?.[0] ?? '';

/**
 * The address a page gives as its own by `rel=canonical`, without userinfo and fragment, where that is another one: docs
 * name their current version so. Undefined when it is no web address.
 */
export function canonicalAddress(href: string, canonical: string | undefined): string | undefined {
  const address = canonical ? URL.parse(canonical, href) : null;
  if (!address || !/^https?:$/.test(address.protocol)) return undefined;
  address.username = address.password = address.hash = '';
  const own = pageAddress(href, canonical);
  // Where the fragment names the page, an address without one names another.
  if (own.includes('#')) return undefined;
  return address.href === own || address.href.length > MAX_ATTRIBUTE ? undefined : address.href;
}

/**
 * The page's address without userinfo and place in the page, and without query unless the page itself says by
 * `rel=canonical` that the query names the page (docs/design.md, Contracts).
 */
export function pageAddress(href: string, canonical: string | undefined): string {
  const address = new URL(href);
  const named = canonical ? URL.parse(canonical, href) : null;
  const isOwn = named?.origin === address.origin && named.pathname === address.pathname;
  address.username = address.password = '';
  address.hash = routeOf(address.hash);
  address.search = isOwn ? named.search : '';
  return address.href.length > MAX_ATTRIBUTE ? address.origin : address.href;
}

/** Whether two addresses have origin, path and route in common: a passage's carries no place in the page, and mostly no query. */
export function samePage(a: string, b: string): boolean {
  const [first, second] = [URL.parse(a), URL.parse(b)];
  if (!first || !second) return false;
  return (
    first.origin === second.origin && first.pathname === second.pathname && routeOf(first.hash) === routeOf(second.hash)
  );
}
