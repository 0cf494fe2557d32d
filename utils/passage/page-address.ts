const MAX_ADDRESS = 8_000;

/**
 * The page's address without userinfo and fragment, and without query unless the page itself says by `rel=canonical` that
 * the query names the page (DESIGN.md, Contracts).
 */
export function pageAddress(href: string, canonical: string | undefined): string {
  const address = new URL(href);
  let search = '';
  try {
    const named = new URL(canonical ?? '', href);
    if (canonical && named.origin === address.origin && named.pathname === address.pathname) search = named.search;
  } catch {
    // An unreadable canonical address names nothing.
  }
  address.username = address.password = address.hash = '';
  address.search = search;
  return address.href.length > MAX_ADDRESS ? address.origin : address.href;
}
