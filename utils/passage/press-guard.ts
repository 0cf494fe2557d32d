import type { Box } from './popover-position';

/** A press sooner than this after the popover appeared or moved was meant for what stood there before (DESIGN.md). */
export const EARLY_MS = 250;
/** Changes the page may make to our host before Docent gives up on it. */
const CHANGE_BUDGET = 20;
const BUDGET_MS = 5_000;
/** Filters that recolour without hiding; dark-mode scripts put them on the whole page. */
const SAFE_FILTER = /^(?:none|(?:(?:invert|hue-rotate|grayscale|sepia|saturate)\([^)]*\)\s*)+)$/;
const TOP_LAYER = ':popover-open,:modal';

export type Verdict = 'pass' | 'early' | 'fail';

interface GuardOptions {
  host: HTMLElement;
  view: Window & typeof globalThis;
  /** The page hid, covered, moved or removed the popover, or opened a modal. `forGood`: it keeps doing so. */
  onTampered(forGood: boolean): void;
}

/** Makes sure that the reader saw what is pressed (threats.md R6, T09–T16). */
export function createPressGuard({ host, view, onTampered }: GuardOptions) {
  const { document } = view;
  let since = Infinity;
  let box: Box | null = null;
  let strangers = new Set<Element>();
  let covered = false;
  let seen: boolean | undefined;
  let changes: number[] = [];
  const observer = new view.MutationObserver(() => {
    const now = view.performance.now();
    changes = [...changes.filter((at) => now - at < BUDGET_MS), now];
    if (changes.length > CHANGE_BUDGET) onTampered(true);
    else if (!isIntact()) onTampered(false);
  });

  return {
    /** Call when the popover has been put into the page, until `signal` says that it is gone. */
    watch(signal: AbortSignal): void {
      strangers = new Set(document.querySelectorAll(TOP_LAYER));
      covered = false;
      seen = undefined;
      observer.observe(host, { attributes: true });
      observer.observe(document.documentElement, { childList: true });
      view.addEventListener('beforetoggle', opened, { capture: true, signal });
      // `trackVisibility` (Chromium) sees what no computed style tells: https://w3c.github.io/IntersectionObserver/v2/
      const sight = new view.IntersectionObserver((entries) => (seen = (entries.at(-1) as SightEntry).isVisible), {
        delay: 100,
        trackVisibility: true,
      } as IntersectionObserverInit);
      sight.observe(host);
      signal.addEventListener('abort', () => {
        observer.disconnect();
        sight.disconnect();
      });
    },
    /** Call after each own change of the host: where it stands now, and whether that is another place. */
    placed(now: Box, moved: boolean): void {
      observer.takeRecords();
      box = now;
      if (!moved) return;
      since = Infinity;
      // Counted from the frame that shows it: a page may keep the browser from painting.
      view.requestAnimationFrame(() => (since = view.performance.now()));
    },
    judge(event: Event): Verdict {
      if (!event.isTrusted) return 'early';
      if (!isIntact() || covered || seen === false || !isOnTop()) return 'fail';
      return event.timeStamp - since < EARLY_MS ? 'early' : 'pass';
    },
  };

  function opened(event: Event): void {
    if (event.target === host || (event as ToggleEvent).newState !== 'open') return;
    covered = true;
    view.setTimeout(() => document.querySelector(':modal') && onTampered(false));
  }

  function isIntact(): boolean {
    const { documentElement, body } = document;
    return (
      host.parentElement === documentElement &&
      host.matches(':popover-open') &&
      [host, documentElement, body].every((element) => !element || isPlain(element, element === body))
    );
  }

  function isPlain(element: Element, mayMove: boolean): boolean {
    const style = view.getComputedStyle(element);
    return (
      Number(style.opacity) >= 0.9 &&
      SAFE_FILTER.test(style.filter) &&
      [style.clipPath, style.maskImage].every((value) => !value || value === 'none') &&
      style.mixBlendMode === 'normal' &&
      (mayMove || [style.transform, style.rotate, style.scale, style.translate].every((value) => value === 'none'))
    );
  }

  function isOnTop(): boolean {
    if ([...document.querySelectorAll(TOP_LAYER)].some((element) => element !== host && !strangers.has(element))) {
      return false;
    }
    const { left, right, top, bottom } = host.getBoundingClientRect();
    if (!box || Math.abs(left - box.left) > 1 || Math.abs(top - box.top) > 1) return false;
    return [left + 4, (left + right) / 2, right - 4].every(
      (x) => document.elementFromPoint(x, (top + bottom) / 2) === host,
    );
  }
}

/** https://w3c.github.io/IntersectionObserver/v2/#dom-intersectionobserverentry-isvisible */
type SightEntry = IntersectionObserverEntry & { isVisible?: boolean };
