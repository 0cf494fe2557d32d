import type { PopoverPreferences } from '../shared/preferences';
import type { AskPart, SelectionPopoverOptions } from './page-parts';
import { moveFocus } from './move-focus';
import { sendFromPage } from './page-sender';
import { createPopover } from './popover';
import type { PopoverView } from './popover-view';
import { readSelection } from './readable-selection';
import { isLong } from './selection-boxes';
import type { Settled } from './selection-observer';
import type { PopoverStrings } from './strings';
import type { PopoverPart } from './watch';

/** What cannot be seen does not count (`clean-text.ts` takes it away). */
const COUNTED = /[^\p{C}\p{Z}]|(?<=\S) (?=\S)/gu;

/** Ties the popover to the page's selection and to the background; what a press does comes with `ask-part.ts`. */
export function createSelectionPopover({ view, runtime, i18n, load }: SelectionPopoverOptions): PopoverPart {
  const { document } = view;
  const strings: PopoverStrings = (key, ...substitutions) => i18n.getMessage(key, substitutions);
  // Read while the extension is certainly there: an orphan can read no more strings.
  const updated = strings('popoverUpdated');
  /** Tells this frame's popover from those of the page's other frames. */
  const self = Math.random();
  let settled: Settled | undefined;
  let ask: ReturnType<AskPart> | undefined;
  let announced = false;
  let stopped = false;

  const read = () => readSelection(document, settled?.root);
  const popover = createPopover({
    view,
    strings,
    onMade: listen,
    onPlaced: (showing, moved) => ask?.placed(showing, moved),
    onHidden: () => ask?.closeMenu(false),
    onEscape: () => ask?.closeMenu(),
  });
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

  function listen(parts: PopoverView): void {
    const arm = async () =>
      (ask ??= (await load('ask'))({
        view,
        runtime,
        strings,
        load,
        popover,
        parts,
        read,
        onLost: lost,
        onGivenUp: stop,
      }));
    const { shadow } = parts;
    for (const type of ['pointerover', 'focusin'])
      shadow.addEventListener(type, () => void arm().catch(() => undefined));
    // At once where all is there; else what was selected at the press is kept until it is.
    const pressed = (then: (part: ReturnType<AskPart>) => void) => (ask ? then(ask) : void arm().then(then, lost));
    parts.ask.addEventListener('click', (event) => {
      const now = read();
      const selected = ask ? now : now && { ...now };
      pressed((part) => part.ask(event, selected));
    });
    parts.more.addEventListener('click', (event) => pressed((part) => part.more(event)));
    // Here, not in `ask-part.ts`: a key pressed while that is still on its way must not be lost.
    shadow.addEventListener('keydown', (event) =>
      moveFocus(event as KeyboardEvent, shadow.querySelector('[role=menu]') ?? parts.pill, shadow.activeElement),
    );
    // The selection and the page's focus stay where they are.
    shadow.addEventListener('mousedown', (event) => event.preventDefault());
    for (const type of 'keydown,keyup,keypress,click,mousedown,mouseup,pointerdown,pointerup'.split(',')) {
      shadow.addEventListener(type, (event) => event.stopPropagation());
    }
    function lost(): void {
      if (stopped) return;
      stopped = !runtime.id;
      const sentence = stopped ? updated : strings('popoverFailed');
      if (ask) return ask.tell(sentence);
      // Nothing more can be fetched: the button itself says so.
      popover.stay();
      parts.ask.ariaLabel = parts.ask.textContent = sentence;
      parts.more.remove();
      popover.fit();
      popover.announce(sentence);
    }
  }

  async function consider(now: Settled, { minLength, shortcut }: PopoverPreferences): Promise<void> {
    if (stopped || ask?.isOff()) return;
    const readable = readSelection(document, now.root);
    if (!readable || !(isLong(readable.ranges) || isEnough(readable.whole, minLength))) return;
    settled = now;
    popover.show(readable, now);
    if (!popover.showing()) return;
    if (view.length || view !== view.top) void sendFromPage(runtime, 'popoverShown', { frame: self });
    if (announced) return;
    announced = true;
    const reply = await sendFromPage(runtime, 'describePopover', {});
    const keys = reply.ok ? reply.value.shortcut : shortcut;
    popover.announce(keys ? strings('popoverAnnounce', keys) : strings('popoverAnnounceNoShortcut'));
  }

  function received(message: unknown): void {
    const { name, frame } = (message ?? {}) as { name?: unknown; frame?: unknown };
    if (name === 'focusPopover') focus();
    if (name === 'stopPopover') {
      stopped = true;
      popover.withdraw();
    }
    // At most one popover in a page, whatever its frames.
    if (name === 'popoverShown' && frame !== self) {
      settled = undefined;
      popover.hide();
    }
  }

  /** The command *Move to the Docent button*: shows the popover again if Escape put it away. */
  function focus(): void {
    const readable = popover.focus() || stopped || !settled ? null : read();
    if (!readable) return;
    popover.show(readable, { pointer: null, touch: false });
    popover.focus();
  }
}

function isEnough(text: string, minLength: number): boolean {
  return (text.match(COUNTED)?.length ?? 0) >= Math.max(1, minLength);
}
