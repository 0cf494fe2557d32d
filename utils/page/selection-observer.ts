import type { Point } from './popover-position';

/** Ms after the pointer went up: browsers change the selection until then (a click into selected text collapses it). */
export const SETTLE_POINTER_MS = 20;
/** Ms without a key, unless Shift is let go before. */
export const SETTLE_KEYS_MS = 150;
/** Ms without a change while touch handles are dragged; they give no other event. */
export const SETTLE_TOUCH_MS = 250;

export interface Settled {
  /** Where the pointer rests; null for keys. */
  pointer: Point | null;
  touch: boolean;
  /** Ctrl or ⌘ was held when the selection ended. */
  modifier: boolean;
  /** The open shadow root it was made in. */
  root: Node | null;
}

interface ObserverOptions {
  view: Window;
  signal: AbortSignal;
  /** Something is selected, though not yet settled. Often. */
  onBegun(): void;
  /** A selection made by the reader has come to rest. */
  onSettled(settled: Settled): void;
  /** The settled selection changed or went away, or the reader pressed elsewhere. */
  onLeft(): void;
  /** Events on our own popover are no gestures in the page. */
  isOwn(target: EventTarget | null): boolean;
}

/**
 * Tells selections made by the reader from those made by the page: a trusted `selectstart` or Shift must have begun it, and
 * it must be the one that stood when the pointer or key came up. Three listeners until the first one
 * (docs/design.md, Budgets).
 */
export function observeSelections({ view, signal, onBegun, onSettled, onLeft, isOwn }: ObserverOptions): void {
  const { document } = view;
  let armed = false;
  /** The reader has begun a selection since the last press. */
  let begun = false;
  let down = false;
  let touch = false;
  let root: Node | null = null;
  let settled: unknown[] = [];
  let timer = 0;

  on('selectstart', () => {
    begun = true;
    arm();
  });
  on('pointerup', (event: PointerEvent) => {
    if (!armed) {
      // `selectstart` does not leave a shadow tree, and does not come when a selection is only made longer.
      root = shadowOf(event);
      begun = (!!root || event.shiftKey) && String(document.getSelection()) !== '';
      if (begun) arm();
    }
    released(event);
  });
  on('keyup', (event: KeyboardEvent) => {
    const selecting = event.shiftKey || event.key === 'Shift' || isSelectAll(event);
    if (down || !(begun || selecting) || !points().length) return;
    arm();
    onBegun();
    later(event.key === 'Shift' ? 0 : SETTLE_KEYS_MS, event, null);
  });

  function arm(): void {
    if (armed) return;
    armed = true;
    on('pointerdown', (event: PointerEvent) => {
      const { documentElement } = document;
      const onScrollbar = event.target === documentElement && event.clientX >= documentElement.clientWidth;
      if (onScrollbar || isOwn(event.target)) return;
      root = shadowOf(event);
      down = true;
      begun = event.shiftKey || root !== null;
      view.clearTimeout(timer);
      onLeft();
    });
    on('pointercancel', released);
    on('keydown', () => {
      view.clearTimeout(timer);
      begun &&= down;
    });
    on(
      'selectionchange',
      () => {
        if (settled.length && !same(settled, points())) {
          settled = [];
          onLeft();
        }
        if (begun && points().length) onBegun();
        if (touch && begun && !down) later(SETTLE_TOUCH_MS, null, null);
      },
      document,
    );
  }

  function released(event: PointerEvent): void {
    down = false;
    touch = event.pointerType === 'touch';
    if (begun) later(touch ? SETTLE_TOUCH_MS : SETTLE_POINTER_MS, event, { x: event.clientX, y: event.clientY });
  }

  function later(delay: number, event: PointerEvent | KeyboardEvent | null, pointer: Point | null): void {
    const then = points();
    const modifier = !!event && (event.ctrlKey || event.metaKey);
    view.clearTimeout(timer);
    timer = view.setTimeout(() => {
      if (signal.aborted || !then.length || !same(then, points()) || same(then, settled)) return;
      settled = then;
      onSettled({ pointer, touch, modifier, root });
    }, delay);
  }

  /** The ends of the selection; empty when nothing is selected. */
  function points(): unknown[] {
    const selection = document.getSelection();
    if (!selection?.rangeCount) return [];
    const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed, rangeCount } = selection;
    // A selection within a shadow tree looks collapsed, and always the same, from outside.
    if (isCollapsed && !root) return [];
    return [anchorNode, anchorOffset, focusNode, focusOffset, rangeCount, root && selection.toString()];
  }

  function on<E extends Event>(type: string, listener: (event: E) => void, target: EventTarget = view): void {
    target.addEventListener(type, (event) => event.isTrusted && listener(event as E), {
      capture: true,
      passive: true,
      signal,
    });
  }
}

/** The open shadow tree an event began in; a closed one shows its host only. */
function shadowOf(event: Event): Node | null {
  const inner = event.composedPath()[0];
  const root = inner instanceof Node ? inner.getRootNode() : null;
  return root?.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? root : null;
}

const isSelectAll = ({ ctrlKey, metaKey, key }: KeyboardEvent) => (ctrlKey || metaKey) && /^a$/i.test(key);

const same = (a: unknown[], b: unknown[]) => a.length === b.length && a.every((value, index) => value === b[index]);
