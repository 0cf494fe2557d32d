import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Nearer than this counts as being at the end. */
const NEAR_PX = 48;

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
  // Blocks that come into view take their real height only then: after a jump to it the end moves until the reader acts.
  const settling = useRef(false);
  const seen = useRef({ top: 0, height: 0 });
  const growing = useRef(isGrowing);
  growing.current = isGrowing;

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    stuck.current = true;
    settling.current = true;
    setAtEnd(true);
    element.scrollTop = element.scrollHeight;
    seen.current = { top: element.scrollTop, height: element.scrollHeight };
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return;
    const look = () => {
      const { scrollTop: top, scrollHeight: height } = element;
      const before = seen.current;
      seen.current = { top, height };
      return {
        near: height - top - element.clientHeight < NEAR_PX,
        // Further up by more than what is above the view has shrunk: somebody scrolled.
        wentUp: top < before.top + Math.min(0, height - before.height) - 1,
      };
    };
    const onScroll = () => {
      const { near, wentUp } = look();
      if (near) stuck.current = true;
      else if (wentUp) stuck.current = settling.current = false;
      setAtEnd(near);
    };
    const onResize = () => {
      const { near, wentUp } = look();
      if (wentUp && !near) stuck.current = settling.current = false;
      if (stuck.current && (follow || (settling.current && !growing.current))) {
        element.scrollTop = element.scrollHeight;
        look();
      } else {
        stuck.current = near;
        setAtEnd(near);
      }
    };
    // What the reader opens or switches now grows where it stands.
    const onAct = () => (settling.current = false);
    const observer = new ResizeObserver(onResize);
    element.addEventListener('scroll', onScroll, { passive: true });
    for (const type of ['pointerdown', 'keydown']) element.addEventListener(type, onAct, { passive: true });
    observer.observe(inner);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      for (const type of ['pointerdown', 'keydown']) element.removeEventListener(type, onAct);
      observer.disconnect();
    };
  }, [scroller, content, follow]);

  return { isAtEnd, toEnd };
}
