import { parseAddress } from '../connection/address';
import { classifyHost } from '../connection/network';
import { matchesSite } from '../connection/site-rules';
import type { Connection } from '../connection/schema';
import type { Passage } from '../passage/types';

/** A back end that a docs page proposes. Its descriptor has to confirm it before it is connected. */
export interface Proposal {
  address: string;
  /** Host of the proposed back end. */
  host: string;
  /** Address of the page, as the browser attests it. */
  page: string;
  /** Host of the page. */
  site: string;
}

/**
 * What the page of a passage proposes (`<link rel="docent" href>`), or undefined: none, an address that would not be
 * taken from the reader either, one with a key in it, one that points from the open internet into this computer or its
 * network, or a back end that is connected already. No request is made.
 */
export function proposalOf({ page }: Pick<Passage, 'page'>, connections: readonly Connection[]): Proposal | undefined {
  const from = URL.canParse(page.url) ? new URL(page.url) : undefined;
  const parsed = page.backEnd === undefined ? undefined : parseAddress(page.backEnd);
  if (!from || !parsed?.ok || parsed.key !== undefined) return undefined;
  const there = classifyHost(new URL(parsed.url).hostname);
  const here = classifyHost(from.hostname);
  if ((here === 'public' && there !== 'public') || (here === 'private' && there === 'loopback')) return undefined;
  const address = parsed.url.replace(/\/+$/, '');
  const isKnown = connections.some(
    ({ apiUrl, descriptorUrl, sites }) =>
      [apiUrl, descriptorUrl].some((known) => known === address || known?.startsWith(`${address}/`)) ||
      sites.some(({ match }) => matchesSite(match, page.url)),
  );
  return isKnown ? undefined : { address, host: parsed.host, page: page.url, site: from.host };
}
