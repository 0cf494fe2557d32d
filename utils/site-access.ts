import { originPattern } from './connection/origins';
import { matchesAny } from './self-check';
import type { EffectiveSettings } from './settings/store';

/**
 * The pattern to ask lasting access for after an ask on a site without it, or undefined: the site has it, cannot have it,
 * was switched off by the reader, or lies outside the policy's sites.
 */
export async function accessToOffer(
  url: string,
  { settings, policy }: Pick<EffectiveSettings, 'settings' | 'policy'>,
  contains: (permissions: { origins: string[] }) => Promise<boolean>,
): Promise<string | undefined> {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return undefined;
  if (!settings.buttonEnabled || matchesAny(settings.notHere, url)) return undefined;
  if (policy.sites && !matchesAny(policy.sites, url)) return undefined;
  const pattern = originPattern(new URL(url).origin);
  return (await contains({ origins: [pattern] })) ? undefined : pattern;
}
