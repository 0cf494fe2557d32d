import { classifyHost } from './network';

/** Why an address is refused; each has a sentence in the catalogue under the same key. */
export const addressErrors = [
  'addressEmpty',
  'addressUnreadable',
  'addressScheme',
  'addressPlainHttp',
  'addressUserinfo',
  'addressFragment',
  'addressForbidden',
  'addressSecretKey',
] as const;
export type AddressError = (typeof addressErrors)[number];

/** Shown before the first request; a second press continues. */
export type AddressWarning = 'addressPrivateNetwork' | 'addressOddPort';

export interface Address {
  ok: true;
  /** Absolute, with path and query as typed, without fragment and userinfo; the host in its ASCII (punycode) form. */
  url: string;
  origin: string;
  /** Host with port, for sentences. */
  host: string;
  /** Key of a pairing address (`…/#key=<key>`), split off so that it never lies in an address. */
  key?: string;
  warnings: AddressWarning[];
}
export type ParsedAddress = Address | { ok: false; problem: AddressError };

const MAX_ADDRESS = 2_000;
/** As long as a key typed into the field may be (`messages.signIn`). */
const MAX_KEY = 4_000;

/**
 * Reads what the reader pasted as the address of a back end (docs/threats.md R9). `https:`, or `http:` on loopback; a
 * bare host gets a scheme. Deterministic and without a request.
 */
export function parseAddress(input: string): ParsedAddress {
  const typed = input
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .trim();
  if (typed === '') return refuse('addressEmpty');
  if (holdsSecretKey(typed)) return refuse('addressSecretKey');
  if (typed.length > MAX_ADDRESS + MAX_KEY || /[\s\\\p{Cc}\p{Cf}]/u.test(typed)) return refuse('addressUnreadable');
  const withScheme = addScheme(typed);
  if (withScheme === null) return refuse('addressScheme');
  const url = parseUrl(withScheme);
  if (!url || url.hostname === '' || url.port === '0') return refuse('addressUnreadable');
  if (url.username !== '' || url.password !== '' || hasUserinfo(withScheme)) return refuse('addressUserinfo');

  const fragment = withScheme.includes('#') ? withScheme.slice(withScheme.indexOf('#') + 1) : '';
  const key = pairingKey(fragment);
  if (key === null) return refuse('addressFragment');
  url.hash = '';

  url.hostname = url.hostname.replace(/\.$/, '');
  if (/^\.|\.\.|\.$/.test(url.hostname)) return refuse('addressUnreadable');
  const network = classifyHost(url.hostname);
  if (network === 'forbidden') return refuse('addressForbidden');
  if (url.protocol === 'http:' && !usesPlainHttpLoopback(url)) return refuse('addressPlainHttp');
  if (url.href.length > MAX_ADDRESS) return refuse('addressUnreadable');

  const warnings: AddressWarning[] = [];
  if (network === 'private') warnings.push('addressPrivateNetwork');
  if (network !== 'loopback' && url.port !== '' && url.port !== '8443') warnings.push('addressOddPort');
  return { ok: true, url: url.href, origin: url.origin, host: url.host, ...(key ? { key } : {}), warnings };
}

/** An API key of a model provider (`sk-…`): it must never reach a browser (docs/threats.md T37). */
export function holdsSecretKey(text: string): boolean {
  return /^\s*sk-/i.test(text) || /(?<![a-z0-9])sk-(?=[\w-]*\d)[\w-]{16,}/i.test(text);
}

/** `URL.parse` is missing in Node 20, where the tests run. */
export function parseUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

const refuse = (problem: AddressError): ParsedAddress => ({ ok: false, problem });

/** Null for a scheme that is not the web's. `localhost:8787` is a host with a port, not a scheme. */
function addScheme(typed: string): string | null {
  if (/^https?:\/\//i.test(typed)) return typed;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return null;
  if (typed.startsWith('//')) return `https:${typed}`;
  if (/^[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|$))/i.test(typed) && !typed.startsWith('[')) return null;
  if (/^[/?#.]/.test(typed)) return null;
  const guess = parseUrl(`https://${typed}`);
  return guess && classifyHost(guess.hostname) === 'loopback' ? `http://${typed}` : `https://${typed}`;
}

/** `https://@host` parses with empty userinfo; written that way it can only mislead. */
function hasUserinfo(text: string): boolean {
  return /^[a-z]+:\/\/[^/?#]*@/i.test(text);
}

/** Undefined for no fragment, null for one that is not a pairing key. */
function pairingKey(fragment: string): string | undefined | null {
  if (fragment === '') return undefined;
  const value = /^key=([^&]+)$/.exec(fragment)?.[1];
  if (value === undefined) return null;
  try {
    const key = decodeURIComponent(value);
    return key.length <= MAX_KEY && /^[\x21-\x7e]+$/.test(key) && !holdsSecretKey(key) ? key : null;
  } catch {
    return null;
  }
}

/**
 * Plain http only where nobody else can listen. `[::1]` becomes `localhost`: a content security policy cannot name an
 * IPv6 address (https://www.w3.org/TR/CSP3/#match-hosts), and the rest of 127/8 is not in ours either.
 */
function usesPlainHttpLoopback(url: URL): boolean {
  if (url.hostname === '[::1]') url.hostname = 'localhost';
  return url.hostname === 'localhost' || url.hostname === '127.0.0.1';
}
