import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * When what has the focus is taken away by an update, the focus goes on where the reader was: it is never lost to the
 * page. Looks after every drawing of the component that uses it.
 * @param rescue puts the focus somewhere in or near the box
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>, rescue: (box: HTMLElement) => void): void {
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target instanceof Element) focused.current = target;
    };
    const onFocusOut = ({ target }: FocusEvent) => {
      // Later: Chromium tells of a removal while what is removed is still there.
      queueMicrotask(() => {
        if (focused.current === target && focused.current?.isConnected) focused.current = null;
      });
    };
    element.addEventListener('focusin', onFocusIn);
    element.addEventListener('focusout', onFocusOut);
    return () => {
      element.removeEventListener('focusin', onFocusIn);
      element.removeEventListener('focusout', onFocusOut);
    };
  }, [box]);
  useLayoutEffect(() => {
    const element = box.current;
    const root = element?.getRootNode();
    if (!element || !focused.current || !(root instanceof ShadowRoot || root instanceof Document)) return;
    const { activeElement } = root;
    // What is folded away keeps the focus until the next frame, and then loses it.
    const isGone = !activeElement || (element.contains(activeElement) && !activeElement.checkVisibility());
    if (isGone) rescue(element);
  });
}
