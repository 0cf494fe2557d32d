import { type Page } from 'puppeteer-core';
import { until } from '../../../scripts/lib/surface';

/** No change of text or tree for 150 ms, in the document and in its open shadow roots. */
export const atRest = (page: Page) =>
  until(
    'the page to be at rest',
    () =>
      page.evaluate(`new Promise((resolve) => {
      const roots = [document];
      for (const root of roots)
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
      const observer = new MutationObserver(() => finish(false));
      for (const root of roots) observer.observe(root, { childList: true, subtree: true, characterData: true });
      const timer = setTimeout(() => finish(true), 150);
      function finish(rested) {
        clearTimeout(timer);
        observer.disconnect();
        resolve(rested);
      }
    })`) as Promise<boolean>,
  );
