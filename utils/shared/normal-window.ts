import browser from 'webextension-polyfill';

/**
 * The window whose panel takes a passage: the one of the press if it is a normal one, else the normal window used last
 * (docs/design.md 6). Undefined when there is none. By `lastAccessed` of the tabs in front, because Firefox's
 * `windows.getLastFocused` cannot leave popups out and a record of focus changes would wake the background all day.
 */
export async function normalWindowFor(windowId: number): Promise<number | undefined> {
  const pressed = await browser.windows.get(windowId).catch(() => undefined);
  if (pressed?.type === 'normal') return windowId;
  const inFront = await browser.tabs.query({ active: true, windowType: 'normal' });
  return inFront.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0]?.windowId;
}
