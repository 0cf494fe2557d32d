import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageWorld } from '../utils/page/page-world';
import { showPassage } from '../utils/page/show';

/** Injected by *Show in page*. */
export default defineUnlistedScript(() => {
  pageWorld.docentShow = (quote, anchor) => showPassage(quote, anchor, document);
});
