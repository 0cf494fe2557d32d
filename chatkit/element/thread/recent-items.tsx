import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Translate } from '../strings';

/** Drawn when a thread opens: more than any view holds. */
const AT_ONCE = 40;
/** Drawn soon after, so that find-in-page and the arrow keys have nearly every thread whole. */
const SOON = 500;
/** Drawn in one step while the browser is idle: a key that comes meanwhile waits for no more than that. */
const STEP = 16;
/** Browsers that stay busy longer than this draw the next step all the same, in ms. */
const IDLE_WITHIN_MS = 1_000;
/** Drawn more each time the reader comes near the first one. */
const MORE = 250;
/** How far from the top the next ones are drawn already. */
const AHEAD_PX = 1_200;

/** What of a long thread is drawn. */
export interface RecentItems {
  /** Index of the first drawn item. */
  start: number;
  /** More will be drawn by itself. */
  isFilling: boolean;
  /** Draws that much more of what is earlier. */
  showEarlier: (more: number) => void;
}

/**
 * Where drawing begins in a long thread: its end first, earlier items while the browser is idle and as the reader goes
 * back. What has been drawn stays, so that nothing moves while an answer comes.
 * @param count items of the thread
 */
export function useRecentItems(threadId: string | undefined, count: number): RecentItems {
  const isEmpty = count === 0;
  const fresh = { threadId, isEmpty, start: Math.max(0, count - AT_ONCE), soon: Math.max(0, count - SOON) };
  const [kept, setKept] = useState(fresh);
  // A conversation that just got its id is still the same one; one that is being loaded has no items until it is there.
  const isOther =
    kept.isEmpty !== isEmpty || (kept.threadId !== threadId && (kept.threadId !== undefined || kept.start >= count));
  const now = isOther ? fresh : { ...kept, threadId };
  if (isOther || kept.threadId !== threadId) setKept(now);
  const start = Math.min(now.start, count);
  return {
    start,
    isFilling: start > now.soon,
    showEarlier: (more) => setKept({ ...now, start: Math.max(0, start - more) }),
  };
}

/** Stands before the first drawn item; comes near, or is pressed, and earlier ones are drawn where the reader is. */
export function EarlierItems({ t, recent: { start, isFilling, showEarlier } }: { t: Translate; recent: RecentItems }) {
  const button = useRef<HTMLButtonElement>(null);
  const heightBefore = useRef<number | null>(null);
  const latest = useRef(showEarlier);
  latest.current = (more) => {
    heightBefore.current = button.current?.closest('.scroller')?.scrollHeight ?? null;
    showEarlier(more);
  };

  useLayoutEffect(() => {
    const scroller = button.current?.closest('.scroller');
    const before = heightBefore.current;
    heightBefore.current = null;
    // At the very top browsers do not anchor: what is put above would push the reader's place away.
    if (scroller && before !== null && scroller.scrollTop < 1) scroller.scrollTop += scroller.scrollHeight - before;
  }, [start]);

  useEffect(() => (isFilling ? whenIdle(() => latest.current(STEP)) : undefined), [isFilling, start]);

  useEffect(() => {
    const element = button.current;
    const root = element?.closest('.scroller');
    if (!element || !root) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(MORE), {
      root,
      rootMargin: `${AHEAD_PX}px 0px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
    // Observed anew after each step: one that stays near is told of again.
  }, [start]);

  return (
    <button ref={button} type="button" className="text-button earlier" onClick={() => latest.current(MORE)}>
      {t('showEarlier')}
    </button>
  );
}

/** Calls back once the browser has nothing better to do; what comes back calls it off. */
function whenIdle(work: () => void): () => void {
  const request = requestIdleCallback(work, { timeout: IDLE_WITHIN_MS });
  return () => cancelIdleCallback(request);
}
