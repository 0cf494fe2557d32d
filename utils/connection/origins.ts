import { parseUrl } from './address';
import { type Connection } from './schema';

/**
 * The match pattern that a permission for an origin is asked and checked by. Without a port: Firefox knows none in
 * patterns, and Chrome's covers all of them (platform.md 1.4).
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
export function originsOf(connection: Pick<Connection, 'apiUrl' | 'tokenUrl' | 'frameUrl'>): string[] {
  const addresses = [connection.apiUrl, connection.tokenUrl, connection.frameUrl];
  return [...new Set(addresses.flatMap((address) => (address ? [new URL(address).origin] : [])))];
}

/** Origins of `wanted` that the reader has not confirmed yet: a descriptor that names one is not followed until then. */
export function newOrigins(wanted: readonly string[], confirmed: readonly string[]): string[] {
  return wanted.filter((origin) => !confirmed.includes(origin));
}

/** Permission patterns for origins, without doubles. */
export function originPatterns(origins: readonly string[]): string[] {
  return [...new Set(origins.map(originPattern))];
}
