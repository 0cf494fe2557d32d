import { originPattern } from '../connection/origins';
import { buttonPatterns } from '../settings/button-sites';
import { matchesAny } from './self-check';
import { MAX_NOT_OFFERED, type Settings } from '../settings/schema';
import type { EffectiveSettings } from '../settings/store';

/**
 * The pattern of a site to offer the button for after an ask there, or undefined: the site has it, cannot have it, was
 * switched off by the reader, lies outside the policy's sites, or its offer was put away. Access that a back end has to
 * the same host is no button.
 */
export async function accessToOffer(
  url: string,
  { settings, policy }: Pick<EffectiveSettings, 'settings' | 'policy'>,
  contains: (permissions: { origins: string[] }) => Promise<boolean>,
): Promise<string | undefined> {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return undefined;
  if (matchesAny(settings.notHere, url)) return undefined;
  if (policy.sites && !matchesAny(policy.sites, url)) return undefined;
  const pattern = originPattern(new URL(url).origin);
  if (!isStillOffered(pattern, settings)) return undefined;
  return (await hasButton(pattern, { settings, policy }, contains)) ? undefined : pattern;
}

/** Whether a site is among those with the button, and the browser grants it. */
export async function hasButton(
  pattern: string,
  { settings, policy }: Pick<EffectiveSettings, 'settings' | 'policy'>,
  contains: (permissions: { origins: string[] }) => Promise<boolean>,
): Promise<boolean> {
  return buttonPatterns(settings, policy, [pattern]).includes(pattern) && contains({ origins: [pattern] });
}

/** Whether an offer that was made still stands: the reader may have switched the site off or put the offer away since. */
export function isStillOffered(
  pattern: string,
  { buttonEnabled, notHere, notOffered }: Pick<Settings, 'buttonEnabled' | 'notHere' | 'notOffered'>,
): boolean {
  const site = siteOfPattern(pattern);
  return buttonEnabled && !notOffered.includes(site) && !matchesAny(notHere, pattern.replace(/\*$/, ''));
}

/** The list of sites whose offer was put away, with one more. */
export function withoutOffer(notOffered: readonly string[], pattern: string): string[] {
  const site = siteOfPattern(pattern);
  return [...notOffered.filter((other) => other !== site), site].slice(-MAX_NOT_OFFERED);
}

/** The host of a match pattern, which has no port: `docs.python.org` of `https://docs.python.org/*`. */
export const siteOfPattern = (pattern: string) => URL.parse(pattern.replace(/\*$/, ''))?.hostname ?? pattern;
