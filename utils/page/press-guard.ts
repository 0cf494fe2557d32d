import { type Box, intersects } from './popover-position';
import { TOP_LAYER } from './popover-home';

/** Changes the page may make to our host before Docent gives up on it. */
const CHANGE_BUDGET = 20;
const BUDGET_MS = 5_000;
/** Filters that recolour without hiding; dark-mode scripts put them on the whole page. */
const SAFE_FILTER = /^(?:none|(?:(?:invert|hue-rotate|grayscale|sepia|saturate)\([^)]*\)\s*)+)$/;

interface GuardOptions {
  host: HTMLElement;
  view: Window & typeof globalThis;
  /** The page hid, covered, moved or removed the popover. `forGood`: it keeps doing so. */
  onTampered(forGood: boolean): void;
}

/** Makes sure that the reader saw what is pressed (docs/threats.md R6, T09–T16). */
export function createPressGuard({ host, view, onTampered }: GuardOptions) {
  const { document } = view;
  let home: Element;
  let box: Box | null = null;
  let below = new Set<Element>();
  let seen: boolean | undefined;
  let changes: number[] = [];
  const observer = new view.MutationObserver((records) => {
    const ours = records.filter(({ target, removedNodes }) => target === host || [...removedNodes].includes(host));
    if (!ours.length) return;
    const now = view.performance.now();
    changes = [...changes.filter((at) => now - at < BUDGET_MS), now];
    if (changes.length > CHANGE_BUDGET) onTampered(true);
    else if (!isIntact()) onTampered(false);
  });

  return {
    /**
     * Watches a popover that hangs at `parent`, until `signal` says that it is gone.
     * @param strangers what was in the top layer before it, and so below
     */
    watch(parent: Element, strangers: Set<Element>, signal: AbortSignal): void {
      home = parent;
      below = strangers;
      seen = undefined;
      observer.observe(host, { attributes: true });
      observer.observe(home, { childList: true });
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
    /** Call after each own change of the host: where it stands now. */
    placed(now: Box): void {
      observer.takeRecords();
      box = now;
    },
    /** Whether the popover is where we put it, as we drew it, and nothing lies over it. */
    isSound: () => isIntact() && seen !== false && isOnTop(),
  };

  function isIntact(): boolean {
    const { documentElement, body } = document;
    return (
      host.parentElement === home &&
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
    const { left, right, top, bottom } = host.getBoundingClientRect();
    if (!box || Math.abs(left - box.left) > 1 || Math.abs(top - box.top) > 1) return false;
    const above = [...document.querySelectorAll(TOP_LAYER)].filter(
      (element) => element !== host && !below.has(element) && intersects(element.getBoundingClientRect(), box!),
    );
    const root = host.getRootNode() as Document | ShadowRoot;
    return (
      !above.length &&
      [left + 4, (left + right) / 2, right - 4].every((x) => root.elementFromPoint(x, (top + bottom) / 2) === host)
    );
  }
}

/** https://w3c.github.io/IntersectionObserver/v2/#dom-intersectionobserverentry-isvisible */
type SightEntry = IntersectionObserverEntry & { isVisible?: boolean };
