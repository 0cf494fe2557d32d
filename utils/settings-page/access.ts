import browser from 'webextension-polyfill';
import type { Watched } from '../../components/options/use-watched';
import { originPatterns } from '../connection/origins';
import { listConnections } from '../connection/store';
import { send } from '../send';

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
  // A prompt may close with this page in the background, and its promise with it (faults.md F64).
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
export async function allow(patterns: readonly string[], permissions: 'identity'[] = []): Promise<boolean> {
  // The polyfill's types follow Firefox, where `identity` is no optional permission (`identity-permission.ts`).
  const request = { origins: [...patterns], ...(permissions.length > 0 && { permissions }) } as Parameters<
    typeof browser.permissions.request
  >[0];
  const allowed = await browser.permissions.request(request);
  if (allowed) await send('settingsChanged', {});
  return allowed;
}

/**
 * Gives sites back. *Every site* may have covered the back ends too, so theirs are asked for again at once; a browser
 * that sees no gesture any more refuses, and the list of back ends then shows the missing access with its button.
 */
export async function giveBack(patterns: readonly string[]): Promise<void> {
  if (patterns.length > 0) await browser.permissions.remove({ origins: [...patterns] });
  const wanted = originPatterns((await listConnections()).flatMap(({ origins }) => origins));
  if (wanted.length > 0 && !(await browser.permissions.contains({ origins: wanted }))) {
    await browser.permissions.request({ origins: wanted }).catch(() => false);
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
