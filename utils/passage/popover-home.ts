import { parentOf } from './text-walk';

export const TOP_LAYER = ':popover-open,:modal';

/**
 * Where the popover hangs: the root element, or the modal dialog its selection stands in, because everything outside a
 * modal dialog is inert. Null where the selection itself is. (`:modal` matches what is full-screen too, which is not.)
 */
export function homeOf(element: Element | null, document: Document): Element | null {
  for (let at = element; at; at = parentOf(at)) if (at.matches('dialog:modal')) return at;
  return document.querySelector('dialog:modal') ? null : document.documentElement;
}
