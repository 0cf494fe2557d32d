import browser from 'webextension-polyfill';
import * as z from 'zod';
import { listenToMessages, type MessageListener } from './listen';

/** From the background to the panel: the shortcut was pressed; close if you were in use (UI.md 22). */
const closeIfFocusedSchema = z.strictObject({
  name: z.literal('closeIfFocused'),
  windowId: z.number().int(),
  pressedAt: z.number(),
});

/** True when the panel of this window had the focus before the press, and closes itself. */
export async function closeFocusedPanel(windowId: number, pressedAt: number): Promise<boolean> {
  try {
    return (await browser.runtime.sendMessage({ name: 'closeIfFocused', windowId, pressedAt })) === true;
  } catch {
    return false;
  }
}

/**
 * For the panel's page: closes it when the shortcut is pressed while it has the focus. A focus gained after the press
 * does not count, because the press itself may have opened or focused the panel.
 */
export function closeOnShortcut(windowId: number, signal: AbortSignal): void {
  let focusedSince = document.hasFocus() ? Date.now() : Number.POSITIVE_INFINITY;
  addEventListener('focus', () => (focusedSince = Date.now()), { signal });
  addEventListener('blur', () => (focusedSince = Number.POSITIVE_INFINITY), { signal });

  const listener: MessageListener<boolean> = (raw, sender, respond) => {
    const message = closeIfFocusedSchema.safeParse(raw);
    // Content scripts have a tab; only the background has none and another address than a page of ours.
    if (!message.success || sender.tab !== undefined || message.data.windowId !== windowId) return undefined;
    if (!document.hasFocus() || focusedSince >= message.data.pressedAt) return undefined;
    respond(true);
    // After the answer has left: closing first would break its channel.
    setTimeout(() => window.close());
    return true;
  };
  listenToMessages(listener, signal);
}
