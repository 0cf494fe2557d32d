import { parentOf } from '../passage/text-walk';

export const TOP_LAYER = ':popover-open,:modal';

/**
 * Where the popover hangs: the root element, or the modal dialog or full-screen element its selection stands in, because
 * everything outside is inert (in full screen in Chromium only). Null where the selection itself is.
 */
export function homeOf(element: Element | null, document: Document): Element | null {
  for (let at = element; at; at = parentOf(at)) if (at.matches(':modal')) return at;
  return document.querySelector(':modal') ? null : document.documentElement;
}
