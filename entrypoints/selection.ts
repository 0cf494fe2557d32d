import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createPartLoader } from '../utils/page/load-part';
import { pageWorld } from '../utils/page/page-world';
import { watchPage } from '../utils/page/watch';

/** The page script: all that a page without a selection pays for. A second injection ends the first. */
export default defineUnlistedScript(() => {
  pageWorld.docentStop?.();
  // An older version's files may lie here still.
  delete pageWorld.docentParts;
  const load = createPartLoader(() => chrome.runtime);
  pageWorld.docentStop = watchPage({
    view: window,
    // Asked for when needed: making each of the browser's interfaces costs more than the whole of this script.
    area: () => chrome.storage.local,
    isAlive: () => !!chrome.runtime?.id,
    load: async () => {
      const create = await load('popover');
      return create({ view: window, runtime: chrome.runtime, i18n: chrome.i18n, load });
    },
  });
});
