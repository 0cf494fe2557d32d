import { sendFromPage } from './page-sender';
import type { PageRuntime } from '../shared/page-runtime';
import type { MenuItem } from './popover-menu';
import type { PopoverStrings } from './strings';

const HOUR_MS = 3_600_000;
const MAX_HOST = 32;

interface HostMenuOptions {
  view: Window;
  runtime: PageRuntime;
  strings: PopoverStrings;
  tell(sentence: string, undo: () => void): void;
}

/** *Not on this page*, *Not on docs.python.org*, *Pause for an hour*, each with its undo, and whether one of them holds. */
export function hostMenuItems({ view, runtime, strings, tell }: HostMenuOptions) {
  let offPage = '';
  let offSite = false;
  let pausedUntil = 0;

  return {
    isOff: () => offSite || Date.now() < pausedUntil || offPage === pageOf(view),
    /** @param site host of the page in the tab, which is not that of a frame in it */
    items(site: string): MenuItem[] {
      const host = isolated(shortened(site));
      return [
        {
          label: strings('popoverNotPage'),
          choose() {
            offPage = pageOf(view);
            tell(strings('popoverOffPage'), () => (offPage = ''));
          },
        },
        {
          label: strings('popoverNotSite', host),
          title: strings('popoverNotSite', site),
          choose() {
            switchSite(true);
            tell(strings('popoverOffSite', host), () => switchSite(false));
          },
        },
        {
          label: strings('popoverPause'),
          choose() {
            hour(true);
            tell(strings('popoverPaused'), () => hour(false));
          },
        },
      ];
    },
  };

  function switchSite(off: boolean): void {
    offSite = off;
    void sendFromPage(runtime, 'switchPopover', { scope: 'site', off });
  }

  function hour(off: boolean): void {
    pausedUntil = off ? Date.now() + HOUR_MS : 0;
    void sendFromPage(runtime, 'switchPopover', { scope: 'hour', off });
  }
}

/** A page is its address without the fragment; an app that changes its address shows another page. */
function pageOf({ location }: Window): string {
  return location.origin + location.pathname + location.search;
}

/** Middle ellipsis; the whole name is in the title. */
function shortened(host: string): string {
  return host.length > MAX_HOST ? `${host.slice(0, MAX_HOST / 2)}…${host.slice(1 - MAX_HOST / 2)}` : host;
}

/** First strong isolate, as `<bdi>` does, for names inside a sentence of another direction. */
const isolated = (name: string) => `\u2068${name}\u2069`;
