import { useLayoutEffect, useState, type RefObject } from 'react';

/** Drawn with before the box was measured, and where nothing can be. */
const UNMEASURED_PX = 320;

/** Inner width of a box in whole pixels, followed while it changes. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(UNMEASURED_PX);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(120, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
