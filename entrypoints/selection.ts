import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { sendFromPage } from '../utils/passage/page-sender';
import { pageWorld } from '../utils/passage/page-world';
import { type PopoverPart, watchPage } from '../utils/passage/watch';

/** The page script: all that a page without a selection pays for. A second injection ends the first. */
export default defineUnlistedScript(() => {
  pageWorld.docentStop?.();
  pageWorld.docentStop = watchPage({
    view: window,
    // Asked for when needed: making each of the browser's interfaces costs more than the whole of this script.
    area: () => chrome.storage.local,
    isAlive: () => !!chrome.runtime?.id,
    load: () =>
      new Promise<PopoverPart>((resolve, reject) => {
        const { runtime, i18n } = chrome;
        pageWorld.docentAccept = (create) => resolve(create({ view: window, runtime, i18n }));
        void sendFromPage(runtime, 'loadPopover', {}).then((reply) => reply.ok || reject());
      }),
  });
});
