/**
 * What kind of network a host name points to, judged by its spelling alone: a browser extension cannot resolve names
 * (docs/threats.md R9). Expects a host as `URL.hostname` gives it, which has already undone `0x7f.1`, `2130706433`,
 * upper case and full-width digits.
 */
export type NetworkClass = 'public' | 'loopback' | 'private' | 'forbidden';

/** Cloud metadata services, link-local, unspecified, multicast and reserved addresses: never a chat. */
export function classifyHost(hostname: string): NetworkClass {
  const host = hostname.toLowerCase();
  if (host === '') return 'forbidden';
  if (host.startsWith('[')) return classifyIPv6(host.slice(1, -1));
  const octets = ipv4Octets(host);
  if (octets) return classifyIPv4(octets);
  if (host === 'localhost') return 'loopback';
  if (host === 'metadata' || host.startsWith('metadata.')) return 'forbidden';
  const labels = host.split('.');
  if (labels.length === 1) return 'private';
  return PRIVATE_SUFFIXES.some((suffix) => host.endsWith(suffix)) ? 'private' : 'public';
}

/** `.local` is mDNS; the rest are names that only mean something inside one network (RFC 6762, RFC 8375, ICANN). */
const PRIVATE_SUFFIXES = ['.local', '.lan', '.internal', '.intranet', '.corp', '.home', '.home.arpa', '.localhost'];

function ipv4Octets(host: string): [number, number, number, number] | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
  if (!parts) return null;
  const [a, b, c, d] = parts.slice(1).map(Number) as [number, number, number, number];
  return [a, b, c, d];
}

function classifyIPv4([a, b, c, d]: [number, number, number, number]): NetworkClass {
  if (a === 127) return 'loopback';
  if (a === 0 || a >= 224) return 'forbidden';
  if (a === 169 && b === 254) return 'forbidden';
  // Alibaba Cloud's metadata service sits in the carrier range.
  if (a === 100 && b === 100 && c === 100 && d === 200) return 'forbidden';
  const isPrivate =
    a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b <= 127);
  return isPrivate ? 'private' : 'public';
}

function classifyIPv6(address: string): NetworkClass {
  const groups = ipv6Groups(address);
  const [first, ...rest] = groups as [number, ...number[]];
  const last = groups[7] ?? 0;
  if (groups.every((group) => group === 0)) return 'forbidden';
  if (groups.slice(0, 7).every((group) => group === 0) && last === 1) return 'loopback';
  const embedsIPv4 = groups.slice(0, 5).every((group) => group === 0) && (groups[5] === 0xffff || groups[5] === 0);
  const isNat64 = first === 0x64 && rest[0] === 0xff9b;
  if (embedsIPv4 || isNat64) {
    const high = groups[6] ?? 0;
    return classifyIPv4([high >> 8, high & 255, last >> 8, last & 255]);
  }
  if ((first & 0xffc0) === 0xfe80 || (first & 0xff00) === 0xff00) return 'forbidden';
  // AWS metadata over IPv6: fd00:ec2::254.
  if (first === 0xfd00 && rest[0] === 0xec2) return 'forbidden';
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfec0 ? 'private' : 'public';
}

/** Eight groups of an address as `URL` serialises it (hexadecimal, at most one `::`). */
function ipv6Groups(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return parse(head);
  const [before, after] = [parse(head), parse(tail)];
  return [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}
