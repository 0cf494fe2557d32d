import browser from 'webextension-polyfill';
import { normalWindowFor } from '../shared/normal-window';

/**
 * The window whose passages this document shows: the one it is docked in. As a tab or a small window of its own it reads
 * `?window=`, which names a window and nothing else (docs/threats.md T07); without a usable one, the normal window used
 * last.
 */
export async function findPanelWindow(search: string): Promise<number> {
  const here = await browser.windows.getCurrent();
  const asked = /^\?window=(\d{1,15})$/.exec(search)?.[1];
  if (asked !== undefined && (await windowExists(Number(asked)))) return Number(asked);
  if (here.type === 'normal' && here.id !== undefined) return here.id;
  return (await normalWindowFor(here.id ?? browser.windows.WINDOW_ID_CURRENT)) ?? here.id ?? 0;
}

async function windowExists(windowId: number): Promise<boolean> {
  const found = await browser.windows.get(windowId).catch(() => undefined);
  return found?.type === 'normal';
}
