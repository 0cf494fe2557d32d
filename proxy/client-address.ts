/**
 * Whose share a request counts against. `X-Forwarded-For` is believed only from the proxies named in TRUSTED_PROXIES,
 * from the right: the first address that is not one of them (everything left of it is the caller's own claim). An IPv6
 * caller owns a /64, so that is what counts.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: readonly string[]): string {
  const chain = [...(forwardedFor?.split(',') ?? []), peer].map((entry) => normalize(entry.trim()));
  const known = trusted.map(normalize);
  const caller = chain.findLast((entry, index) => index === 0 || !known.includes(entry)) ?? normalize(peer);
  return network(caller);
}

/** IPv4 mapped to IPv6, as dual-stack sockets report it. */
const normalize = (address: string) => address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');

function network(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail === undefined) return groups.slice(0, 4).join(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}
