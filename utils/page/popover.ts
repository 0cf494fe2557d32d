import { isDarkAt } from './colour';
import { neighboursAt } from './neighbours';
import { homeOf, TOP_LAYER } from './popover-home';
import {
  type Box,
  boxAt,
  GAP,
  NARROW_BELOW,
  placePopover,
  type PlacementRequest,
  type Point,
} from './popover-position';
import { hostStyle } from './popover-style';
import { buildPopover, type PopoverView } from './popover-view';
import type { ReadableSelection } from './readable-selection';
import { createSelectionBoxes } from './selection-boxes';
import type { PopoverStrings } from './strings';
import { viewBox } from './view-box';

/** Times the popover is placed anew to pass by what the page lets float there. */
const MOVES = 3;
const WATCHED = { subtree: true, childList: true, characterData: true, attributeFilter: ['style', 'class', 'hidden'] };

/** One showing of the popover, from `show` to `hide`; what a press needs to know of it. */
export interface Showing {
  signal: AbortSignal;
  /** What the popover hangs at. */
  home: Element;
  /** What is in the top layer below the popover. */
  strangers: Set<Element>;
  box: Box;
  /** Milliseconds of the page's clock when it was painted where it stands now. */
  since: number;
}

interface PopoverOptions {
  view: Window & typeof globalThis;
  strings: PopoverStrings;
  /** Once, when the popover is made; nothing of it is in the page yet. */
  onMade(parts: PopoverView): void;
  /** It was put where it is now, on a showing that may be new. */
  onPlaced(showing: Showing, moved: boolean): void;
  onHidden(): void;
  /** Escape: true when something of the popover was closed by it, and the popover stays. */
  onEscape(): boolean | undefined;
}

/**
 * The popover of docs/interface.md 5–8, as far as it is seen. Nothing of it exists in the page before `show`, nothing
 * after `hide`.
 */
export function createPopover({ view, strings, ...on }: PopoverOptions) {
  const { document } = view;
  let parts: PopoverView | undefined;
  let boxes: ReturnType<typeof createSelectionBoxes> = null;
  let life: AbortController | undefined;
  let showing: Showing | undefined;
  let home: Element | null = null;
  let backward = false;
  let touch = false;
  let dark = false;
  /** What the page lets float where the popover would stand; looked for when it comes and when the page changes. */
  let neighbours = new Set<Element>();
  let place: { left: number; top: number } | null = null;
  /** It tells something and stays where it is. */
  let still = false;
  let returnTo: Element | null = null;
  let frame = 0;

  return {
    isOwn: (target: EventTarget | null) => !!parts && target === parts.host,
    showing: () => showing,
    show(readable: ReadableSelection, settled: { pointer: Point | null; touch: boolean }): void {
      hide();
      boxes = createSelectionBoxes(readable, view);
      home = boxes && homeOf(boxes.element, document);
      if (!boxes || !home) return;
      ({ backward } = readable);
      ({ touch } = settled);
      dark = isDarkAt(boxes.element, view);
      place = null;
      open(settled.pointer);
    },
    /** Comes again where it stood, to tell something. */
    stay(): void {
      const focused = returnTo;
      hide();
      if (!home?.isConnected) return;
      still = true;
      open(null);
      returnTo = focused;
    },
    hide,
    /** Measures anew: its content has changed. */
    fit: () => follow(null),
    /** Hides it unless it is telling something. */
    withdraw: () => still || hide(),
    /** Moves the keyboard to the button; Escape brings it back. */
    focus(): boolean {
      if (!showing || !place) return false;
      returnTo = document.activeElement;
      parts?.ask.focus();
      return true;
    },
    announce(sentence: string): void {
      if (parts) parts.status.textContent = sentence;
    },
  };

  function open(pointer: Point | null): void {
    if (!parts) on.onMade((parts = buildPopover(view, strings)));
    const { host } = parts;
    life = new AbortController();
    const { signal } = life;
    const strangers = new Set(document.querySelectorAll(TOP_LAYER));
    showing = {
      signal,
      home: home!,
      strangers,
      box: boxAt({ left: 0, top: 0 }, host.getBoundingClientRect()),
      since: Infinity,
    };
    host.style.cssText = hostStyle(0, 0, false, dark, view);
    home!.append(host);
    host.showPopover();
    neighbours = new Set();
    follow(pointer, true, true);
    let hasChanged = false;
    const later = () => {
      view.cancelAnimationFrame(frame);
      frame = view.requestAnimationFrame(() => {
        if (hasChanged) neighbours.clear();
        follow(null, false, hasChanged);
        hasChanged = false;
      });
    };
    const listen = (type: string, listener: (event: Event) => void, target: EventTarget | null = view) =>
      target?.addEventListener(type, listener, { capture: true, passive: type === 'scroll', signal });
    listen('scroll', later);
    listen('resize', later, view.visualViewport);
    listen('scroll', later, view.visualViewport);
    listen('keydown', escape as (event: Event) => void);
    listen('pagehide', hide);
    listen('beforetoggle', toggled);
    // A press in another frame takes the focus there; one in the browser's own surface leaves it in the document.
    listen('blur', (event) => {
      if (event.target !== view) return;
      view.setTimeout(() => {
        const inFrame = /frame$/.test(document.activeElement?.localName ?? '');
        if (document.hasFocus() ? inFrame : view !== view.top) hide();
      });
    });
    const reflow = new view.ResizeObserver(later);
    reflow.observe(document.documentElement);
    const changes = new view.MutationObserver((records) => {
      hasChanged ||= records.some(({ target }) => target !== host);
      if (hasChanged) later();
    });
    changes.observe(document, WATCHED);
    signal.addEventListener('abort', () => {
      reflow.disconnect();
      changes.disconnect();
      view.cancelAnimationFrame(frame);
    });
  }

  function hide(): void {
    if (!showing || !parts) return;
    const focused = !!parts.shadow.activeElement;
    showing = undefined;
    still = false;
    life?.abort();
    on.onHidden();
    parts.status.textContent = '';
    parts.host.remove();
    if (focused && returnTo?.isConnected) (returnTo as HTMLElement).focus({ preventScroll: true });
    returnTo = null;
  }

  /** What opens later lies above the popover, and a modal dialog makes everything else inert. */
  function toggled(event: Event): void {
    const element = event.target as Element;
    if (element === parts?.host) return;
    showing?.strangers.delete(element);
    view.setTimeout(() => {
      const isModal = element.matches(':modal');
      if (element === home ? !isModal : isModal && !element.contains(home)) hide();
    });
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    if (parts?.shadow.activeElement) {
      event.stopPropagation();
      event.preventDefault();
    }
    if (!on.onEscape()) hide();
  }

  /** Puts the popover where its selection is now; hidden while that is out of view. */
  function follow(pointer: Point | null, moved = false, looks = false): void {
    if (!parts || !showing) return;
    const visible = viewBox(view);
    parts.pill.classList.toggle('narrow', visible.right - visible.left < NARROW_BELOW);
    const size = parts.host.getBoundingClientRect();
    const before = place;
    const measured = boxes?.measure(visible);
    // Chromium sends no `selectionchange` when an app takes the selected text away.
    if (!measured && !still) return hide();
    if (measured && !still) {
      const rightToLeft = parts.pill.dir === 'rtl';
      const request = { ...measured, size, view: visible, backward, pointer, touch, rightToLeft };
      place = placeBesideNeighbours(request, looks ? MOVES : 0);
    }
    if (still && place) place.left = Math.max(GAP, Math.min(place.left, visible.right - GAP - size.width));
    const { left, top } = place ?? { left: 0, top: 0 };
    moved ||= before?.left !== left || before.top !== top;
    parts.host.style.cssText = hostStyle(left, top, !!place, dark, view);
    const now = showing;
    now.box = boxAt({ left, top }, size);
    if (moved) {
      now.since = Infinity;
      // Counted from the frame that shows it: a page may keep the browser from painting.
      view.requestAnimationFrame(() => (now.since = view.performance.now()));
    }
    on.onPlaced(now, moved);
  }

  function placeBesideNeighbours(request: PlacementRequest, looks: number): typeof place {
    for (; ; looks--) {
      const avoid = Array.from(neighbours, (element) => element.getBoundingClientRect());
      const found = placePopover({ ...request, avoid });
      if (!found || looks <= 0) return found;
      const seen = neighboursAt(boxAt(found, request.size), parts!.host, boxes!.element, view);
      if (seen.every((element) => neighbours.has(element))) return found;
      seen.forEach((element) => neighbours.add(element));
    }
  }
}
export type Popover = ReturnType<typeof createPopover>;
