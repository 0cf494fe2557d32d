/** What the page script needs of `chrome.runtime`; the welcome page hands in its own. */
export interface PageRuntime {
  /** Undefined once the extension was reloaded, updated or removed: this script is then an orphan. */
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage?: {
    addListener(listener: (message: unknown) => void): void;
    removeListener(listener: (message: unknown) => void): void;
  };
}
