import type { Request } from '../shared/messages';
import type { Settings } from '../settings/schema';

const HOUR_MS = 60 * 60_000;

/**
 * The settings after *Not on this site* or *Pause for an hour*, or their undo. The site is the host of the page in
 * the tab, as the browser gives it; a page can switch the button off or on only for itself. Null: nothing to change.
 */
export function switchedSettings(
  { scope, off }: Request<'switchPopover'>,
  pageUrl: string,
  settings: Pick<Settings, 'notHere'>,
  now: number,
): Partial<Settings> | null {
  if (scope === 'hour') return { pausedUntil: off ? now + HOUR_MS : 0 };
  const site = new URL(pageUrl).hostname;
  if (site === '') return null;
  const others = settings.notHere.filter((pattern) => pattern !== site);
  return { notHere: off ? [...others, site] : others };
}
