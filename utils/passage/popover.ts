import { isDarkAt } from './colour';
import { type MenuItem, moveFocus, openMenu } from './popover-menu';
import { GAP, NARROW_BELOW, placePopover, type Point } from './popover-position';
import { hostStyle } from './popover-style';
import { append, buildPopover, button, type PopoverView } from './popover-view';
import { createPressGuard } from './press-guard';
import type { ReadableSelection } from './readable-selection';
import { createSelectionBoxes } from './selection-boxes';
import type { PopoverStrings } from './strings';
import { viewBox } from './view-box';

const NOTE_MS = 6_000;
/** A status line is read out only when it changes some time after it came into the page. */
const SPEAK_MS = 100;

interface PopoverOptions {
  view: Window & typeof globalThis;
  strings: PopoverStrings;
  /** *Ask about selection*, pressed by the reader who saw it. */
  onAsk(): void;
  /** What ⋯ offers now. */
  menuItems(): Promise<MenuItem[]>;
  /** The page tampers again and again. */
  onGivenUp(): void;
}

/** The popover of UI.md 5–8. Nothing of it exists in the page before `show`, nothing after `hide`. */
export function createPopover({ view, strings, onAsk, menuItems, onGivenUp }: PopoverOptions) {
  const { document } = view;
  let parts: PopoverView | null = null;
  let guard: ReturnType<typeof createPressGuard>;
  let boxes: ReturnType<typeof createSelectionBoxes>;
  let shown: AbortController | null = null;
  let backward = false;
  let touch = false;
  let dark = false;
  let menu: HTMLElement | null = null;
  let note: HTMLElement | null = null;
  let place: { left: number; top: number } | null = null;
  let returnTo: Element | null = null;
  let frame = 0;

  return {
    isOwn: (target: EventTarget | null) => !!parts && target === parts.host,
    isShown: () => !!shown,
    /** @param length characters selected */
    show(readable: ReadableSelection, length: number, settled: { pointer: Point | null; touch: boolean }): void {
      hide();
      boxes = createSelectionBoxes(readable, length, view);
      if (!boxes || document.querySelector(':modal')) return;
      backward = readable.selection.direction === 'backward';
      ({ touch } = settled);
      dark = isDarkAt(boxes.element, view);
      open(settled.pointer);
    },
    hide,
    /** Moves the keyboard to the button; Escape brings it back. */
    focus(): boolean {
      if (!shown || !place) return false;
      returnTo = document.activeElement;
      parts?.ask.focus();
      return true;
    },
    /** Replaces the buttons by a sentence for six seconds. */
    tell(sentence: string, undo?: () => void): void {
      const before = place;
      const focused = !!parts?.shadow.activeElement;
      const back = returnTo;
      hide();
      open(null, before);
      if (!parts) return;
      const { pill, shadow, status } = parts;
      note = append(shadow, document.createElement('div'), 'p');
      note.dir = pill.dir;
      append(note, document.createElement('span'), '').textContent = sentence;
      pill.hidden = true;
      const undoButton = undo && button(note, strings('popoverUndo'), 'u');
      undoButton?.addEventListener('click', (event) => {
        if (!mayPress(event)) return;
        hide();
        undo?.();
      });
      follow(null);
      const timers = [view.setTimeout(() => (status.textContent = sentence), SPEAK_MS)];
      // Who came by keyboard stays at the undo as long as it takes; Escape leads back.
      if (focused && undoButton) {
        undoButton.focus();
        returnTo = back;
      } else {
        timers.push(view.setTimeout(hide, NOTE_MS));
      }
      shown?.signal.addEventListener('abort', () => timers.forEach((timer) => view.clearTimeout(timer)));
    },
    announce(sentence: string): void {
      if (parts) parts.status.textContent = sentence;
    },
  };

  function open(pointer: Point | null, at: typeof place = null): void {
    parts ??= build();
    shown = new AbortController();
    const { signal } = shown;
    place = at;
    parts.host.style.cssText = hostStyle(0, 0, false, dark, view);
    document.documentElement.append(parts.host);
    parts.host.showPopover();
    guard.watch(signal);
    follow(pointer);
    const later = () => {
      view.cancelAnimationFrame(frame);
      frame = view.requestAnimationFrame(() => follow(null));
    };
    view.addEventListener('scroll', later, { capture: true, passive: true, signal });
    view.visualViewport?.addEventListener('resize', later, { signal });
    view.visualViewport?.addEventListener('scroll', later, { signal });
    view.addEventListener('keydown', escape, { capture: true, signal });
    view.addEventListener('pagehide', hide, { signal });
    const reflow = new view.ResizeObserver(later);
    reflow.observe(document.documentElement);
    const changes = new view.MutationObserver(later);
    changes.observe(document, { subtree: true, childList: true, characterData: true });
    signal.addEventListener('abort', () => {
      reflow.disconnect();
      changes.disconnect();
      view.cancelAnimationFrame(frame);
    });
  }

  function hide(): void {
    if (!shown || !parts) return;
    const focused = !!parts.shadow.activeElement;
    shown.abort();
    shown = null;
    closeMenu();
    note?.remove();
    note = null;
    parts.pill.hidden = false;
    parts.status.textContent = '';
    parts.host.remove();
    if (focused && returnTo?.isConnected) (returnTo as HTMLElement).focus({ preventScroll: true });
    returnTo = null;
  }

  function build(): PopoverView {
    const made = buildPopover(view, strings);
    const { host, ask, more, shadow, pill } = made;
    guard = createPressGuard({
      host,
      view,
      onTampered(forGood) {
        hide();
        if (forGood) onGivenUp();
      },
    });
    ask.addEventListener('click', (event) => mayPress(event) && onAsk());
    more.addEventListener('click', (event) => {
      if (!mayPress(event)) return;
      if (menu) closeMenu(true);
      else void toggleMenu();
    });
    // The selection and the page's focus stay where they are.
    shadow.addEventListener('mousedown', (event) => event.preventDefault());
    shadow.addEventListener('keydown', (event) => {
      event.stopPropagation();
      moveFocus(event as KeyboardEvent, menu ?? pill, shadow.activeElement);
    });
    for (const type of ['keyup', 'keypress', 'click', 'mousedown', 'mouseup', 'pointerup']) {
      shadow.addEventListener(type, (event) => event.stopPropagation());
    }
    return made;
  }

  async function toggleMenu(): Promise<void> {
    const opening = shown;
    const items = await menuItems();
    if (!parts || shown !== opening || menu) return;
    menu = openMenu(parts.shadow, parts.pill, items, mayPress);
    parts.more.ariaExpanded = 'true';
    if (parts.shadow.activeElement) menu.querySelector('button')?.focus();
  }

  function closeMenu(refocus = false): void {
    menu?.remove();
    menu = null;
    if (!parts) return;
    parts.more.ariaExpanded = 'false';
    if (refocus) parts.more.focus();
  }

  function mayPress(event: Event): boolean {
    const verdict = guard.judge(event);
    if (verdict === 'fail') hide();
    return verdict === 'pass';
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    const inside = !!parts?.shadow.activeElement;
    if (inside) {
      event.stopPropagation();
      event.preventDefault();
    }
    if (menu) closeMenu(inside);
    else hide();
  }

  /** Puts the popover where its selection is now; hidden while that is out of view. */
  function follow(pointer: Point | null): void {
    if (!parts || !shown) return;
    const visible = viewBox(view);
    parts.pill.classList.toggle('n', visible.right - visible.left < NARROW_BELOW);
    const { width, height } = parts.host.getBoundingClientRect();
    const before = place;
    const measured = boxes?.measure(visible);
    // Chromium sends no `selectionchange` when an app takes the selected text away.
    if (boxes && !measured && !note) return hide();
    if (measured && !note) {
      place = placePopover({
        ...measured,
        size: { width, height },
        view: visible,
        backward,
        pointer,
        touch,
        rightToLeft: parts.pill.dir === 'rtl',
      });
    }
    if (note && place) place.left = Math.max(GAP, Math.min(place.left, visible.right - GAP - width));
    const { left, top } = place ?? { left: 0, top: 0 };
    if (menu && (before?.left !== left || before.top !== top)) closeMenu();
    parts.host.style.cssText = hostStyle(left, top, !!place, dark, view);
    guard.placed(
      { left, top, right: left + width, bottom: top + height },
      before?.left !== left || before.top !== top || pointer !== null,
    );
  }
}
