import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageWorld } from '../utils/page/page-world';
import { showSimilar } from '../utils/page/show-similar';

/** Injected by *Show in page* where the page does not hold the text any more as it was. */
export default defineUnlistedScript(() => {
  pageWorld.docentShowSimilar = (quote) => showSimilar(quote, document);
});
