import { sendFromPage } from './page-sender';
import type { PageRuntime } from '../shared/page-runtime';
import type { LoadPart } from './page-parts';
import { pageWorld } from './page-world';

/**
 * Has the background inject a later file of the page script, once. Rejects when it may not run here any more (switched
 * off, access taken back, the extension gone); the next call tries again.
 */
export function createPartLoader(runtime: () => PageRuntime): LoadPart {
  return async (name) => {
    const { [name]: there } = pageWorld.docentParts ?? {};
    if (!there) await sendFromPage(runtime(), 'loadPart', { part: name });
    const { [name]: arrived } = pageWorld.docentParts ?? {};
    if (!arrived) throw new Error(name);
    return arrived;
  };
}
