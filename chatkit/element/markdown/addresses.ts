/** What a link in an answer may do. Everything else is shown as text. */
export type LinkTarget =
  { kind: 'web'; href: string } | { kind: 'deeplink'; name: string; data: Record<string, string> };

const WEB_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/**
 * Where a link of the model leads, or null. Only whole http, https and mailto addresses, and ChatKit's own
 * `chatkit-link://name?key=value`; an address relative to our page has no meaning.
 */
export function linkTarget(href: string): LinkTarget | null {
  const url = parse(href);
  if (!url) return null;
  if (WEB_PROTOCOLS.has(url.protocol)) return { kind: 'web', href: url.href };
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

/** `example.com` allows that host only, `*.example.com` every host below it. */
export const hostAllowed = (host: string, domains: readonly string[]): boolean =>
  domains.some((domain) => (domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain));

function parse(href: string): URL | null {
  return URL.canParse(href) ? new URL(href) : null;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
