import browser from 'webextension-polyfill';
import type { Watched } from './watched';
import { listConnections } from '../backend/store';
import { askAccess } from '../shared/ask-access';
import { send } from '../shared/send';
import { givenBack, type Purpose, reachedPatterns, siteAdded, sitesRemoved } from '../settings/button-sites';
import { readSettings, updateSettings } from '../settings/store';

/** What the browser has granted, followed while this page is open: another tab or the browser's own page may change it. */
export async function watchAccess(signal: AbortSignal): Promise<Watched<readonly string[]>> {
  const listeners = new Set<() => void>();
  let granted = await readGranted();
  const reload = async () => {
    const now = await readGranted();
    if (JSON.stringify(now) === JSON.stringify(granted)) return;
    granted = now;
    listeners.forEach((listener) => listener());
  };
  const changed = () => void reload();
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
  // A prompt may close with this page in the background, and its promise with it (docs/faults.md F64).
  addEventListener('focus', changed, { signal });
  return {
    get: () => granted,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function readGranted(): Promise<readonly string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

/** In the tick of a press. The background follows by itself (`permissions.onAdded`) and is told for good measure. */
export async function allow(
  patterns: readonly string[],
  purpose: Purpose,
  permissions: 'identity'[] = [],
): Promise<boolean> {
  const allowed = await askAccess(patterns, purpose, permissions);
  if (allowed) await send('settingsChanged', {});
  return allowed;
}

/** Shows the button on sites (match patterns). In the tick of a press; false where the browser does not allow it. */
export async function showButtonOn(patterns: readonly string[]): Promise<boolean> {
  if (!(await askAccess(patterns, 'button'))) return false;
  // The browser tells of no grant where it had given this one before, for a back end.
  await updateSettings((stored) => siteAdded(stored, patterns));
  await send('settingsChanged', {});
  return true;
}

/** Takes the button from sites; the browser's access to them goes too, unless a back end needs it. */
export async function takeButtonFrom(patterns: readonly string[]): Promise<void> {
  // The background makes the list where there is none yet.
  await send('settingsChanged', {});
  await updateSettings((stored) => sitesRemoved(stored, patterns));
  await giveBack(patterns);
}

/**
 * Gives back what neither a back end nor the button needs. *Every site* may have covered what they need too, so that is
 * asked for again at once; a browser that sees no gesture any more refuses, and the list of back ends then shows the missing
 * access with its button.
 */
export async function giveBack(patterns: readonly string[]): Promise<void> {
  const [granted, connections, { settings }] = await Promise.all([readGranted(), listConnections(), readSettings()]);
  const needed = [...reachedPatterns(connections), ...(settings.buttonSites ?? [])];
  const { remove, again } = givenBack(patterns, granted, needed);
  if (remove.length > 0) await browser.permissions.remove({ origins: remove });
  for (const purpose of ['reach', 'button'] as const) {
    const reached = reachedPatterns(connections);
    const wanted = again.filter((pattern) => reached.includes(pattern) === (purpose === 'reach'));
    if (wanted.length > 0) await askAccess(wanted, purpose).catch(() => false);
  }
  await send('settingsChanged', {});
}

/** Every optional grant, one by one: one that a policy holds must not keep the others. */
export async function dropAllPermissions(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  await Promise.allSettled(origins.map((origin) => browser.permissions.remove({ origins: [origin] })));
  if (!import.meta.env.FIREFOX) return;
  // The polyfill's types do not know data collection permissions yet (see `address-permission.ts`).
  const address = { data_collection: ['browsingActivity'] } as Parameters<typeof browser.permissions.remove>[0];
  await browser.permissions.remove(address);
}
