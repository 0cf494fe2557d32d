import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Translate } from '../strings';

/** Drawn when a thread opens: enough for nearly every thread, and quick for the longest. */
const AT_FIRST = 500;
/** Drawn more each time the reader comes near the first one. */
const MORE = 250;
/** How far from the top the next ones are drawn already. */
const AHEAD_PX = 1_200;

/**
 * Where drawing begins in a long thread: its end first, earlier items as the reader goes back. What has been drawn
 * stays, so that nothing moves while an answer comes.
 * @param count items of the thread
 */
export function useRecentItems(
  threadId: string | undefined,
  count: number,
): { start: number; showEarlier: () => void } {
  const fresh = { threadId, start: Math.max(0, count - AT_FIRST) };
  const [kept, setKept] = useState(fresh);
  // A conversation that just got its id is still the same one.
  const isOther = kept.threadId !== threadId && (kept.threadId !== undefined || kept.start >= count);
  if (kept.threadId !== threadId) setKept(isOther ? fresh : { threadId, start: Math.min(kept.start, fresh.start) });
  const start = Math.min(isOther ? fresh.start : kept.start, count);
  return { start, showEarlier: () => setKept({ threadId, start: Math.max(0, start - MORE) }) };
}

/** Stands before the first drawn item; comes near, or is pressed, and earlier ones are drawn where the reader is. */
export function EarlierItems({ t, start, showEarlier }: { t: Translate; start: number; showEarlier: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const heightBefore = useRef<number | null>(null);
  const latest = useRef(showEarlier);
  latest.current = () => {
    heightBefore.current = button.current?.closest('.scroller')?.scrollHeight ?? null;
    showEarlier();
  };

  useLayoutEffect(() => {
    const scroller = button.current?.closest('.scroller');
    const before = heightBefore.current;
    heightBefore.current = null;
    // At the very top browsers do not anchor: what is put above would push the reader's place away.
    if (scroller && before !== null && scroller.scrollTop < 1) scroller.scrollTop += scroller.scrollHeight - before;
  }, [start]);

  useEffect(() => {
    const element = button.current;
    const root = element?.closest('.scroller');
    if (!element || !root) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      root,
      rootMargin: `${AHEAD_PX}px 0px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
    // Observed anew after each step: one that stays near is told of again.
  }, [start]);

  return (
    <button ref={button} type="button" className="text-button earlier" onClick={() => latest.current()}>
      {t('showEarlier')}
    </button>
  );
}
