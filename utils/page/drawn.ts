/**
 * How a text is drawn: so that it can be selected, so that it cannot (prompts, marks of links), only once what folds it
 * away is opened, or not at all.
 */
export type Drawn = 'now' | 'unselectable' | 'folded' | 'never';

/** What the browser folds away and shows again when it finds text in it. */
export const FOLDED = 'details:not([open]),[hidden="until-found"]';

/** Tells how a text is drawn; reads the styles of each element once. */
export function drawnReader(): (node: Text) => Drawn {
  const known = new WeakMap<Element, Drawn>();
  return ({ parentElement }) => {
    // Directly in a shadow root: drawn with its host.
    if (!parentElement) return 'now';
    let drawn = known.get(parentElement);
    if (!drawn) known.set(parentElement, (drawn = drawnAs(parentElement)));
    return drawn;
  };
}

function drawnAs(element: Element): Drawn {
  const style = getComputedStyle(element);
  const selectable = style.userSelect !== 'none';
  if (element.checkVisibility({ visibilityProperty: true })) return selectable ? 'now' : 'unselectable';
  if (style.visibility !== 'visible' || !selectable) return 'never';
  // It has no box of its own, so it is drawn as its parent is.
  if (style.display === 'contents') return element.parentElement ? drawnAs(element.parentElement) : 'now';
  return style.display !== 'none' && element.closest(FOLDED) ? 'folded' : 'never';
}
