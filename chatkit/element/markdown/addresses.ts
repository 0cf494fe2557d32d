/** What a link in an answer may do. Everything else is shown as text. */
export type LinkTarget =
  { kind: 'web'; href: string } | { kind: 'deeplink'; name: string; data: Record<string, string> };

const WEB_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/**
 * Where a link of the model leads, or null. Only http, https and mailto addresses, and ChatKit's own
 * `chatkit-link://name?key=value`. What stands before the `@` of a host is left out: it would sign the reader in.
 *
 * @param base the web page that the answer is about: what is relative leads from there, and nowhere without it
 */
export function linkTarget(href: string, base?: string | null): LinkTarget | null {
  const url = parse(href, base);
  if (!url) return null;
  if (WEB_PROTOCOLS.has(url.protocol)) {
    url.username = url.password = '';
    return { kind: 'web', href: url.href };
  }
  if (url.protocol !== 'chatkit-link:') return null;
  const name = decodeURIComponentSafely(`${url.host}${url.pathname}`.replace(/^\/+|\/+$/g, ''));
  return { kind: 'deeplink', name, data: Object.fromEntries(url.searchParams) };
}

/** An image's address and the host that would learn of the reader: https, or http of the chat's own back end. */
export function imageTarget(href: string, apiOrigin: string): { href: string; host: string } | null {
  const url = parse(href);
  if (!url || (url.protocol !== 'https:' && url.origin !== apiOrigin)) return null;
  if (url.username !== '' || url.password !== '') return null;
  return { href: url.href, host: url.host };
}

/** Longest image in an address, about 10 MB of it. */
const MAX_EMBEDDED_LENGTH = 14_000_000;

/** An image that its address holds, in a format that can hold no script; null for every other address. */
export const embeddedImage = (href: string): string | null =>
  href.length <= MAX_EMBEDDED_LENGTH && /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[\w+/]+={0,2}$/.test(href)
    ? href
    : null;

/** `example.com` allows that host and no other: a pattern would let a server name hosts that the reader never saw. */
export const hostAllowed = (host: string, domains: readonly string[]): boolean =>
  domains.some((domain) => domain.toLowerCase() === host);

function parse(href: string, base?: string | null): URL | null {
  // An empty address is no link to the page itself; one of a scheme that we do not know is not relative.
  return URL.parse(href) ?? (base && href !== '' ? URL.parse(href, base) : null);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
