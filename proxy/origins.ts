/** Which origins may talk to the proxy. An origin is not authentication (P3): it keeps web pages out, nothing else. */
export interface OriginPolicy {
  /** Compared exactly. */
  listed: readonly string[];
  /** On this machine only, when nothing is listed: the id of an unpacked or Firefox extension is not known beforehand. */
  anyExtension: boolean;
  /** Firefox makes the id of an extension anew in every profile; only where a key is required too. */
  anyMozExtension: boolean;
}

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

/** Whether a present origin may talk to us. `null` never may: sandboxed frames and files share it. */
export function isAllowedOrigin(origin: string, { listed, anyExtension, anyMozExtension }: OriginPolicy): boolean {
  if (origin !== 'null' && listed.includes(origin)) return true;
  if (anyExtension && isExtensionOrigin(origin)) return true;
  return anyMozExtension && MOZ_EXTENSION.test(origin);
}
