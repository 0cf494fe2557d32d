/**
 * The browser's panel. The only files that name the two APIs are `panel-chrome.ts` and `panel-firefox.ts`; the other browser's half is left
 * out of the build, because `import.meta.env.FIREFOX` is a constant there.
 */
export interface PanelHost {
  /**
   * Opens the panel of a window. Call it first in the handler of a press, before any await: both browsers count the
   * gesture only so long. Rejects when the browser refuses or the reader prefers a small window.
   */
  open(windowId: number): Promise<void>;
  /** Whether a press in a page counts as a gesture here. In Firefox only menu, shortcut, toolbar and our own pages do. */
  readonly opensFromPages: boolean;
  /** Whether the sidebar of this window is open; null where only `runtime.getContexts` can tell. */
  isOpen(windowId: number): Promise<boolean | null>;
  /** Makes `open` reject while the reader wants a small window, so that no stored setting has to be read in the gesture. */
  preferWindow(preferred: boolean): Promise<void>;
}
