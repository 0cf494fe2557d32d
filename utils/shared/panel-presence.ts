import browser from 'webextension-polyfill';
import * as z from 'zod';
import { listenToMessages, type MessageListener } from './listen';

/**
 * What the background asks a panel. Chrome's `runtime.getContexts` gives side panels the window -1, so only the panel
 * itself can say whose it is.
 */
const questionSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('isDocked'), windowId: z.number().int() }),
  /** The shortcut was pressed: close if you were in use before (docs/interface.md 22). */
  z.strictObject({ name: z.literal('closeIfFocused'), windowId: z.number().int(), pressedAt: z.number() }),
]);
type Question = z.infer<typeof questionSchema>;

/** Whether a living side panel or sidebar shows this window's passages. */
export function isPanelDocked(windowId: number): Promise<boolean> {
  return ask({ name: 'isDocked', windowId });
}

/** True when the panel of this window had the focus before the press, and closes itself. */
export function closeFocusedPanel(windowId: number, pressedAt: number): Promise<boolean> {
  return ask({ name: 'closeIfFocused', windowId, pressedAt });
}

/** The browser rejects when no panel is open. */
async function ask(question: Question): Promise<boolean> {
  try {
    return (await browser.runtime.sendMessage(question)) === true;
  } catch {
    return false;
  }
}

/**
 * For the panel's page: answers the background's questions about the window it belongs to. A focus gained after the
 * press does not close it, because the press itself may have opened or focused the panel. `onPressed`: the shortcut was
 * pressed while the keyboard was elsewhere.
 */
export function answerBackground(windowId: number, onPressed: () => void, signal: AbortSignal): void {
  const docked = !new URLSearchParams(location.search).has('window');
  let focusedSince = document.hasFocus() ? Date.now() : Number.POSITIVE_INFINITY;
  addEventListener('focus', () => (focusedSince = Date.now()), { signal });
  addEventListener('blur', () => (focusedSince = Number.POSITIVE_INFINITY), { signal });

  const listener: MessageListener<boolean> = (raw, sender, respond) => {
    const question = questionSchema.safeParse(raw);
    // Content scripts have a tab; the background has none.
    if (!question.success || sender.tab !== undefined || question.data.windowId !== windowId) return undefined;
    const { data } = question;
    if (data.name === 'isDocked') {
      if (!docked) return undefined;
      respond(true);
      return true;
    }
    if (!document.hasFocus()) onPressed();
    if (!document.hasFocus() || focusedSince >= data.pressedAt) return undefined;
    respond(true);
    // After the answer has left: closing first would break its channel.
    setTimeout(() => window.close());
    return true;
  };
  listenToMessages(listener, signal);
}
