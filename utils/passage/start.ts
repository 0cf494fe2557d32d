import { capturePassage } from './capture';
import { cleanText } from './clean-text';
import { type PageRuntime, sendFromPage } from './page-sender';
import { createPopover } from './popover';
import type { MenuItem } from './popover-menu';
import { HOST_MARK } from './popover-view';
import { followPreferences, type PreferenceStorage } from './preferences';
import { readSelection } from './readable-selection';
import { selectedText } from './selected-text';
import { observeSelections, type Settled } from './selection-observer';
import type { PopoverStrings } from './strings';

const HOUR_MS = 3_600_000;
const LONGEST_HOST = 32;

export interface PageScriptOptions {
  window: Window & typeof globalThis;
  runtime: PageRuntime;
  i18n: { getMessage(key: string, substitutions?: string[]): string };
  storage: { local: PreferenceStorage };
}

/**
 * The page script: watches for selections, shows the popover, stages the passage on a press. Costs two listeners and
 * nothing else until the reader first selects. Returns the function that takes everything back; it may be called twice.
 */
export function startPageScript({ window: view, runtime, i18n, storage }: PageScriptOptions): () => void {
  const { document } = view;
  const life = new AbortController();
  const { signal } = life;
  const strings: PopoverStrings = (key, ...substitutions) => i18n.getMessage(key, substitutions);
  // An older copy of this script, cut off by an update, cannot clear up after itself.
  for (const stale of document.querySelectorAll(`[${HOST_MARK}]`)) stale.remove();

  let preferences: ReturnType<typeof followPreferences>;
  let updated = '';
  let settled: Settled;
  let announced = false;
  let offPage = '';
  let off = false;

  const popover = createPopover({ view, strings, onAsk: () => void ask('ask'), menuItems, onGivenUp: stop });
  observeSelections({
    view,
    signal,
    onFirst() {
      preferences = followPreferences(storage.local, signal);
      runtime.onMessage?.addListener(received);
    },
    onSettled: (now) => void consider(now),
    onLeft: popover.hide,
    isOwn: popover.isOwn,
  });
  return stop;

  function stop(): void {
    life.abort();
    popover.hide();
    try {
      runtime.onMessage?.removeListener(received);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  }

  async function consider(now: Settled): Promise<void> {
    if (!runtime.id) return stop();
    const { enabled, minLength, holdKey, pausedUntil, shortcut } = await preferences();
    if (!enabled || off || (holdKey && !now.modifier) || Date.now() < pausedUntil || offPage === pageOf(view)) return;
    const readable = readSelection(document, now.root);
    // A beginning tells whether there is enough; a whole book need not be cleaned for that.
    const beginning = readable && cleanText(selectedText(readable).trimStart().slice(0, 1_000));
    if (!readable || !beginning || [...beginning].length < minLength) return;
    settled = now;
    updated ||= strings('popoverUpdated');
    popover.show(readable, now);
    if (announced || !popover.isShown()) return;
    announced = true;
    const reply = await sendFromPage(runtime, 'describePopover', {});
    const set = reply.ok ? reply.value.shortcut : shortcut;
    popover.announce(set ? strings('popoverAnnounce', set) : strings('popoverAnnounceNoShortcut'));
  }

  async function ask(intent: 'ask' | 'add'): Promise<void> {
    const passage = capturePassage(view, settled.root);
    popover.hide();
    if (!passage) return;
    const sending = sendFromPage(runtime, 'stagePassage', { passage, intent });
    const reply = await sending;
    if (signal.aborted) return;
    if (!runtime.id) {
      popover.tell(updated);
      life.abort();
    } else if (!reply.ok || reply.value.outcome === 'refused') {
      popover.tell(strings('popoverFailed'));
    }
  }

  async function menuItems(): Promise<MenuItem[]> {
    const reply = await sendFromPage(runtime, 'describePopover', {});
    const host = isolated(shortened(view.location.host));
    const site = strings('popoverNotSite', host);
    const items: MenuItem[] = [
      {
        label: strings('popoverNotPage'),
        choose() {
          offPage = pageOf(view);
          popover.tell(strings('popoverOffPage'), () => (offPage = ''));
        },
      },
      {
        label: site,
        title: strings('popoverNotSite', view.location.host),
        choose() {
          off = true;
          void sendFromPage(runtime, 'switchPopover', { scope: 'site', off: true });
          popover.tell(strings('popoverOffSite', host), () => {
            off = false;
            void sendFromPage(runtime, 'switchPopover', { scope: 'site', off: false });
          });
        },
      },
      {
        label: strings('popoverPause'),
        choose() {
          off = true;
          const resume = view.setTimeout(() => (off = false), HOUR_MS);
          void sendFromPage(runtime, 'switchPopover', { scope: 'hour', off: true });
          popover.tell(strings('popoverPaused'), () => {
            off = false;
            view.clearTimeout(resume);
            void sendFromPage(runtime, 'switchPopover', { scope: 'hour', off: false });
          });
        },
      },
      {
        label: strings('popoverSettings'),
        choose() {
          popover.hide();
          void sendFromPage(runtime, 'openSettings', {});
        },
      },
    ];
    if (reply.ok && reply.value.waiting) items.unshift({ label: strings('popoverAdd'), choose: () => void ask('add') });
    return items;
  }

  /** The command *Move to the Docent button*: shows the popover again if Escape put it away. */
  function received(message: unknown): void {
    if ((message as { name?: unknown } | null)?.name !== 'focusPopover' || popover.focus()) return;
    const readable = readSelection(document, settled?.root);
    if (!readable || !settled) return;
    popover.show(readable, { pointer: null, touch: false });
    popover.focus();
  }
}

/** A page is its address without the fragment; an app that changes its address shows another page. */
function pageOf({ location }: Window): string {
  return location.origin + location.pathname + location.search;
}

/** Middle ellipsis; the whole name is in the title. */
function shortened(host: string): string {
  return host.length > LONGEST_HOST ? `${host.slice(0, LONGEST_HOST / 2)}…${host.slice(1 - LONGEST_HOST / 2)}` : host;
}

/** First strong isolate, as `<bdi>` does, for names inside a sentence of another direction. */
const isolated = (name: string) => `\u2068${name}\u2069`;
