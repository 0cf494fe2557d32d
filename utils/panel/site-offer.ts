import browser from 'webextension-polyfill';
import { siteAdded } from '../settings/button-sites';
import type { Settings } from '../settings/schema';
import { hasButton, isStillOffered, siteOfPattern, withoutOffer } from '../shared/site-access';
import type { Environment } from '../shared/environment';

/**
 * Follows whether the offer of the button on a site stands: until the site has it, wherever the reader did that, or until the reader puts the offer away or switches the site off. Loaded with the first passage of such a site.
 *
 * @param onOffer called with the site, or null when there is nothing to offer any more; only when that changed
 * @returns its undo
 */
export function followOffer(
  pattern: string,
  environment: Environment,
  onOffer: (site: string | null) => void,
): () => void {
  const { permissions } = browser;
  let isOffered = false;
  let looks = 0;
  const look = async () => {
    const mine = ++looks;
    const state = environment.get();
    const stands =
      isStillOffered(pattern, state.settings) &&
      !(await hasButton(pattern, state, (wanted) => permissions.contains(wanted)));
    if (mine !== looks || stands === isOffered) return;
    isOffered = stands;
    onOffer(stands ? siteOfPattern(pattern) : null);
  };
  const lookAgain = () => void look();
  const unsubscribe = environment.subscribe(lookAgain);
  permissions.onAdded.addListener(lookAgain);
  permissions.onRemoved.addListener(lookAgain);
  lookAgain();
  return () => {
    looks += 1;
    unsubscribe();
    permissions.onAdded.removeListener(lookAgain);
    permissions.onRemoved.removeListener(lookAgain);
  };
}

/** The reader accepted: the site joins those with the button. The browser tells of no grant that it gave before. */
export const acceptOffer = (pattern: string) => (settings: Settings) => siteAdded(settings, [pattern]);

/** The reader put the offer away: the site is offered no more. */
export const refuseOffer = (pattern: string) => (settings: Settings) => ({
  notOffered: withoutOffer(settings.notOffered, pattern),
});
