import { useEffect, useLayoutEffect, useRef } from 'react';
import mathStyles from './math.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';
import { useStore } from '../shared/use-store';
import { mathematics } from './parts';

const adoptMathStyles = createSheetRef(mathStyles);

/** A formula; its source until the code that sets it is there, and where it is no LaTeX. */
export function MathView({ source, display }: { source: string; display: boolean }) {
  const part = useStore(mathematics);
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    mathematics.load().catch(() => undefined);
  }, []);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    try {
      if (part) {
        part.typeset(source, display, element);
        return;
      }
    } catch {
      // Shown as it was written.
    }
    const code = element.ownerDocument.createElement('code');
    code.textContent = source;
    element.replaceChildren(code);
  }, [part, source, display]);
  // Empty for React: what is in it comes from the effect above.
  return (
    <span
      ref={(node) => {
        place.current = node;
        adoptMathStyles(node);
      }}
      className={display ? 'math-block' : 'math'}
      dir="ltr"
      tabIndex={display ? 0 : undefined}
    />
  );
}
