/**
 * Which origins may talk to the proxy. An origin is not authentication (P3): it keeps web pages out, nothing else. Nothing
 * here goes by a cookie, so an extension that is let in without being known still needs the key, or a token bought with it.
 */
export interface OriginPolicy {
  /** Compared exactly. */
  listed: readonly string[];
  /** Browsers of which any extension may call. */
  any: readonly ExtensionScheme[];
}

/** In a list of origins: every extension of that browser. Firefox makes an extension's id anew in every profile. */
export const extensionSchemes = ['chrome-extension:', 'moz-extension:'] as const;
export type ExtensionScheme = (typeof extensionSchemes)[number];

/** What a log may say of an origin. */
export type OriginClass = 'missing' | 'null' | 'listed' | 'extension' | 'other';

const CHROME_EXTENSION = /^chrome-extension:\/\/[a-p]{32}$/;
const MOZ_EXTENSION = /^moz-extension:\/\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isExtensionOrigin = (origin: string) => CHROME_EXTENSION.test(origin) || MOZ_EXTENSION.test(origin);

export function classifyOrigin(origin: string | undefined): Exclude<OriginClass, 'listed'> {
  if (origin === undefined || origin === '') return 'missing';
  if (origin === 'null') return 'null';
  return isExtensionOrigin(origin) ? 'extension' : 'other';
}

export const isExtensionScheme = (entry: string): entry is ExtensionScheme =>
  extensionSchemes.some((scheme) => scheme === entry);

/** Whether a present origin may talk to us. `null` never may: sandboxed frames and files share it. */
export function isAllowedOrigin(origin: string, { listed, any }: OriginPolicy): boolean {
  if (origin !== 'null' && listed.includes(origin)) return true;
  return isExtensionOrigin(origin) && any.some((scheme) => origin.startsWith(scheme));
}

interface OriginSettings {
  ALLOWED_ORIGINS: readonly string[];
  ALLOW_MOZ_EXTENSION?: 'any' | undefined;
  AUTH: 'none' | 'key';
  exposed: boolean;
}

/** With nothing listed any extension may call, on this machine only: an unpacked extension's id is not known beforehand. */
export function originPolicy({ ALLOWED_ORIGINS, ALLOW_MOZ_EXTENSION, AUTH, exposed }: OriginSettings): OriginPolicy {
  const listed = ALLOWED_ORIGINS.filter((entry) => !isExtensionScheme(entry));
  if (!exposed && ALLOWED_ORIGINS.length === 0) return { listed, any: extensionSchemes };
  const named = new Set(AUTH === 'none' ? [] : ALLOWED_ORIGINS.filter(isExtensionScheme));
  if (AUTH !== 'none' && ALLOW_MOZ_EXTENSION === 'any') named.add('moz-extension:');
  return { listed, any: [...named] };
}
