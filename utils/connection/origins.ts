import { parseUrl } from './address';
import { type Connection } from './schema';

/**
 * The match pattern that a permission for an origin is asked and checked by. Without a port: Firefox knows none in
 * patterns, and Chrome's covers all of them (docs/platform.md 1.4).
 */
export function originPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** Host with port of an address, for sentences; the text itself when it is not an address. */
export function hostOf(address: string): string {
  return parseUrl(address)?.host ?? address;
}

/** Every origin the addresses of a connection name, without doubles. */
export function originsOf(connection: Addresses): string[] {
  return [...new Set(addressesOf(connection).map((address) => new URL(address).origin))];
}

type Addresses = Pick<Connection, 'apiUrl' | 'tokenUrl' | 'frameUrl' | 'oidc'>;

/** Every address a connection may be asked at. The sign-in page is opened in a tab and never requested by us. */
export function addressesOf({ apiUrl, tokenUrl, frameUrl, oidc }: Addresses): string[] {
  return [apiUrl, tokenUrl, frameUrl, oidc?.issuer, ...(oidc?.origins ?? [])].flatMap((address) => address || []);
}

/** Where the reader signs in with the site's own page. */
export function signInPage({ signInUrl, tokenUrl, apiUrl }: Pick<Connection, 'signInUrl' | 'tokenUrl' | 'apiUrl'>) {
  return signInUrl ?? new URL(tokenUrl ?? apiUrl).origin;
}

/** Origins of `wanted` that the reader has not confirmed yet: a descriptor that names one is not followed until then. */
export function newOrigins(wanted: readonly string[], confirmed: readonly string[]): string[] {
  return wanted.filter((origin) => !confirmed.includes(origin));
}

/** Permission patterns for origins, without doubles. */
export function originPatterns(origins: readonly string[]): string[] {
  return [...new Set(origins.map(originPattern))];
}
