import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '../utils/page/page-markup';
import { pageWorld } from '../utils/page/page-world';

/** Injected when the panel wants *This page*. */
export default defineUnlistedScript(() => {
  pageWorld.docentPage = () => readPage(document);
});
