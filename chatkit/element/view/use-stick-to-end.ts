import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Nearer than this counts as being at the end. */
const NEAR_PX = 48;
/** Blocks that come into view take their real height only then: the end moves a few times after a jump to it. */
const SETTLE_MS = 1_000;

/**
 * Keeps the end in view while it grows, but only for a reader who is there; others get a button.
 * @param follow whether growth is followed (`thread.autoScroll`)
 * @param isGrowing whether an answer streams: its growth is no settling of what was opened
 */
export function useStickToEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  follow: boolean,
  isGrowing: boolean,
): { isAtEnd: boolean; toEnd: () => void } {
  const [isAtEnd, setAtEnd] = useState(true);
  const stuck = useRef(true);
  const settlesUntil = useRef(0);
  const growing = useRef(isGrowing);
  growing.current = isGrowing;

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    stuck.current = true;
    settlesUntil.current = performance.now() + SETTLE_MS;
    setAtEnd(true);
    element.scrollTop = element.scrollHeight;
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return;
    const measure = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      // What was just opened still finds its heights: a jump of those is no reader who scrolls away.
      stuck.current = near || performance.now() < settlesUntil.current;
      setAtEnd(near);
    };
    const observer = new ResizeObserver(() => {
      if (stuck.current && (follow || (!growing.current && performance.now() < settlesUntil.current)))
        element.scrollTop = element.scrollHeight;
      else measure();
    });
    element.addEventListener('scroll', measure, { passive: true });
    observer.observe(inner);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller, content, follow]);

  return { isAtEnd, toEnd };
}
