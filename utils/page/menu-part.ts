import { hostMenuItems } from './menu-items';
import { sendFromPage } from './page-sender';
import type { PageRuntime } from '../shared/page-runtime';
import { type MenuItem, openMenu, type Press } from './popover-menu';
import type { PopoverStrings } from './strings';

interface PopoverMenuOptions {
  view: Window;
  runtime: PageRuntime;
  strings: PopoverStrings;
  /** *Add to the question*. */
  add(): void;
  hide(): void;
  tell(sentence: string, undo: () => void): void;
}

/** What ⋯ offers (docs/interface.md 7), fetched when it is first pressed. */
export function createPopoverMenu({ view, runtime, strings, add, hide, tell }: PopoverMenuOptions) {
  const switches = hostMenuItems({ view, runtime, strings, tell });
  return {
    /** *Not on this page*, *Not on this site* or the pause holds. */
    isOff: switches.isOff,
    async open(shadow: ShadowRoot, anchor: HTMLElement, press: Press): Promise<HTMLElement> {
      const reply = await sendFromPage(runtime, 'describePopover', {});
      const { waiting = false, site = '' } = reply.ok ? reply.value : {};
      const items: MenuItem[] = [
        ...(waiting ? [{ label: strings('popoverAdd'), choose: add }] : []),
        ...switches.items(site || view.location.host),
        { label: strings('popoverSettings'), choose: openSettings },
      ];
      return openMenu(shadow, anchor, items, press);
    },
  };

  function openSettings(): void {
    hide();
    void sendFromPage(runtime, 'openSettings', {});
  }
}
