import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether any of the elements shows less than it holds; measured again when its size or the content changes. */
export function useIsCut(elements: readonly RefObject<HTMLElement | null>[], content: string): boolean {
  const [isCut, setIsCut] = useState(false);
  const [refs] = useState(elements);
  useLayoutEffect(() => {
    const found = refs.flatMap(({ current }) => current ?? []);
    const measure = () =>
      setIsCut(
        found.some(
          ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
            scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1,
        ),
      );
    const observer = new ResizeObserver(measure);
    found.forEach((element) => observer.observe(element));
    return () => observer.disconnect();
  }, [refs, content]);
  return isCut;
}
