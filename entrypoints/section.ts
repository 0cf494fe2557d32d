import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageWorld } from '../utils/page/page-world';
import { readSection } from '../utils/page/section';

/** Injected when the panel wants *This section*. */
export default defineUnlistedScript(() => {
  pageWorld.docentSection = (quote, anchor) => readSection(quote, anchor, document);
});
