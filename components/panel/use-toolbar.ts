import { useEffect, type RefObject } from 'react';

/** One of a toolbar's buttons is in the Tab order: the one that had the focus last (WAI-ARIA toolbar pattern). */
export function useRovingFocus(toolbar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = toolbar.current;
    if (element === null) return;
    const buttons = () => [...element.querySelectorAll<HTMLElement>(':scope > button')];
    const mark = (current: Element | null) => {
      for (const [index, button] of buttons().entries()) {
        button.tabIndex = button === current || (current === null && index === 0) ? 0 : -1;
      }
    };
    const follow = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.parentElement === element) mark(target);
    };
    mark(null);
    element.addEventListener('focusin', follow);
    return () => element.removeEventListener('focusin', follow);
  }, [toolbar]);
}
