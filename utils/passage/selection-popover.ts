import type { PopoverPreferences } from '../settings/schema';
import { capturePassage } from './capture';
import { cleanText } from './clean-text';
import { hostMenuItems } from './menu-items';
import { type PageRuntime, sendFromPage } from './page-sender';
import { createPopover } from './popover';
import type { MenuItem } from './popover-menu';
import { readSelection } from './readable-selection';
import { selectedText } from './selected-text';
import type { Settled } from './selection-observer';
import type { PopoverStrings } from './strings';
import type { PopoverPart } from './watch';

export interface SelectionPopoverOptions {
  view: Window & typeof globalThis;
  runtime: PageRuntime;
  i18n: { getMessage(key: string, substitutions?: string[]): string };
}

/** Ties the popover to the page's selection and to the background: shows it, stages the passage on a press. */
export function createSelectionPopover({ view, runtime, i18n }: SelectionPopoverOptions): PopoverPart {
  const { document } = view;
  const strings: PopoverStrings = (key, ...substitutions) => i18n.getMessage(key, substitutions);
  // Read while the extension is certainly there: an orphan can read no more strings.
  const updated = strings('popoverUpdated');
  let settled: Settled | undefined;
  let announced = false;
  let stopped = false;

  const menu = hostMenuItems({ view, runtime, strings, tell: (sentence, undo) => popover.tell(sentence, undo) });
  const popover = createPopover({ view, strings, onAsk: () => void ask('ask'), menuItems, onGivenUp: stop });
  runtime.onMessage?.addListener(received);
  return {
    consider: (now, preferences) => void consider(now, preferences),
    hide: popover.hide,
    isOwn: popover.isOwn,
    stop,
  };

  function stop(): void {
    stopped = true;
    popover.hide();
    try {
      runtime.onMessage?.removeListener(received);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  }

  async function consider(now: Settled, { minLength, shortcut }: PopoverPreferences): Promise<void> {
    if (stopped || menu.isOff()) return;
    const readable = readSelection(document, now.root);
    // A beginning tells whether there is enough; a whole book need not be cleaned for that.
    const whole = readable ? selectedText(readable) : '';
    const beginning = cleanText(whole.trimStart().slice(0, 1_000));
    if (!readable || !beginning || [...beginning].length < minLength) return;
    settled = now;
    popover.show(readable, whole.length, now);
    if (announced || !popover.isShown()) return;
    announced = true;
    const reply = await sendFromPage(runtime, 'describePopover', {});
    const keys = reply.ok ? reply.value.shortcut : shortcut;
    popover.announce(keys ? strings('popoverAnnounce', keys) : strings('popoverAnnounceNoShortcut'));
  }

  async function ask(intent: 'ask' | 'add'): Promise<void> {
    const passage = capturePassage(view, settled?.root);
    popover.hide();
    if (!passage) return;
    const reply = await sendFromPage(runtime, 'stagePassage', { passage, intent });
    if (stopped) return;
    if (!runtime.id) {
      popover.tell(updated);
      stopped = true;
    } else if (!reply.ok || reply.value.outcome === 'refused') {
      popover.tell(strings('popoverFailed'));
    }
  }

  async function menuItems(): Promise<MenuItem[]> {
    const reply = await sendFromPage(runtime, 'describePopover', {});
    const waiting = reply.ok && reply.value.waiting;
    const settings = { label: strings('popoverSettings'), choose: openSettings };
    const add = { label: strings('popoverAdd'), choose: () => void ask('add') };
    return [...(waiting ? [add] : []), ...menu.items(), settings];
  }

  function openSettings(): void {
    popover.hide();
    void sendFromPage(runtime, 'openSettings', {});
  }

  /** The command *Move to the Docent button*: shows the popover again if Escape put it away. */
  function received(message: unknown): void {
    if ((message as { name?: unknown } | null)?.name !== 'focusPopover' || popover.focus()) return;
    const readable = settled && readSelection(document, settled.root);
    if (!readable) return;
    popover.show(readable, selectedText(readable).length, { pointer: null, touch: false });
    popover.focus();
  }
}
