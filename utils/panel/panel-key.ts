/** The browser's own key that takes the keyboard from the page to the docked panel; an extension cannot take it there. */
export interface PanelKey {
  /** As the platform words it. */
  name: string;
  /** It may stop at the browser's header above the panel: Tab goes on from there. */
  maybeTab: boolean;
}

/**
 * Backwards from a page the next part of the window is the panel, in both browsers; Firefox's new sidebar has a header of
 * its own before it, the old one has not, and nothing tells which there is. Forwards is no way in Firefox: from the
 * address bar F6 tells page and sidebar at once, and the one that answers last gets the keyboard.
 */
export function panelKey({ firefox, mac }: { firefox: boolean; mac: boolean }): PanelKey {
  if (firefox) return { name: mac ? 'Fn+Shift+F6' : 'Shift+F6', maybeTab: true };
  return { name: mac ? '⌥⌘↑' : 'Shift+F6', maybeTab: false };
}
