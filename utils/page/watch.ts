import type { PopoverPreferences } from '../shared/preferences';
import { HOST_MARK } from './host-mark';
import { type PreferenceStorage, readPreferences } from './preferences';
import { observeSelections, type Settled } from './selection-observer';

/** The half of the page script that a page pays for only once its reader selects something. */
export interface PopoverPart {
  consider(settled: Settled, preferences: PopoverPreferences): void;
  hide(): void;
  /** Events on the popover are no gestures in the page. */
  isOwn(target: EventTarget | null): boolean;
  stop(): void;
}

export interface WatchOptions {
  view: Window & typeof globalThis;
  area(): PreferenceStorage;
  /** False once the extension was reloaded, updated or removed: this copy of the script is then an orphan. */
  isAlive(): boolean;
  /** Asked for when the first selection begins; again at the next one if it rejects. */
  load(): Promise<PopoverPart>;
}

/** Preferences are read when a selection begins, and once more if it settles much later: a reader may take their time. */
const FRESH_MS = 300;

/**
 * Watches a page for selections made by its reader. Until the first one: three listeners, and no node, event, message or
 * request. Returns the function that takes everything back; it may be called twice.
 */
export function watchPage({ view, area, isAlive, load }: WatchOptions): () => void {
  const life = new AbortController();
  const { signal } = life;
  let preferences: Promise<PopoverPreferences> | undefined;
  let readAt = -Infinity;
  let loading: Promise<PopoverPart> | undefined;
  let part: PopoverPart | undefined;
  signal.addEventListener('abort', () => part?.stop());

  // An older copy of this script, cut off by an update, cannot clear up after itself.
  view.document.querySelector(`[${HOST_MARK}]`)?.remove();
  observeSelections({
    view,
    signal,
    onBegun: () => void fetchPart(),
    onSettled: (settled) => void fetchPart(settled),
    onLeft: () => part?.hide(),
    isOwn: (target) => part?.isOwn(target) ?? false,
  });
  return () => life.abort();

  async function fetchPart(settled?: Settled): Promise<void> {
    if (!isAlive()) return life.abort();
    if (Date.now() - readAt > FRESH_MS) {
      readAt = Date.now();
      preferences = readPreferences(area());
    }
    const current = await preferences;
    // `<meta name="docent" content="off">` is the owner's wish; menu, toolbar and shortcut stay the reader's.
    const off = view.document.querySelector('[name=docent][content=off]');
    if (off || !current?.enabled || Date.now() < current.pausedUntil || signal.aborted) return;
    loading ??= load();
    try {
      part = await loading;
    } catch {
      loading = undefined;
      return;
    }
    if (signal.aborted) part.stop();
    else if (settled && (settled.modifier || !current.holdKey)) part.consider(settled, current);
  }
}
