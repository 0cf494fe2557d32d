import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether the element shows less than it holds; measured again when its size or the content changes. */
export function useIsCut(element: RefObject<HTMLElement | null>, content: string): boolean {
  const [isCut, setIsCut] = useState(false);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = current;
      setIsCut(scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, content]);
  return isCut;
}
