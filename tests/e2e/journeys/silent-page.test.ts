import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../../../scripts/lib/chromium';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { readyChromium } from '../rig/ready';
import { clickText, selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';

/** A page that writes down whatever happens to it: messages, changes of the document, requests, new globals. */
const watchful = `<!doctype html><html lang="en"><title>Watchful</title><link rel="icon" href="data:,"><body>
<h1>Watchful</h1><p>Here is a paragraph with enough words in it to be selected by a reader.</p>
<input id="field" value="typed words in a field"><script>
  const globalsBefore = new Set(Object.getOwnPropertyNames(globalThis));
  globalThis.seen = [];
  const note = (what) => seen.push(what);
  addEventListener('message', (event) => note('message ' + JSON.stringify(event.data)), true);
  for (const type of ['focusin', 'focusout', 'blur']) addEventListener(type, (event) => note(type), true);
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) { note('event ' + event.type); return dispatch.call(this, event); };
  new MutationObserver((changes) => changes.forEach(({ type, target }) => note(type + ' ' + target.nodeName)))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => note('request ' + name)))
    .observe({ type: 'resource', buffered: true });
  globalThis.newGlobals = () => Object.getOwnPropertyNames(globalThis)
    .filter((name) => !globalsBefore.has(name) && !['seen', 'newGlobals'].includes(name));
</script>`;

describe('a page', () => {
  let docs: DocsServer;
  let chromium: Chromium;
  let surface: Surface;
  const seen = () =>
    surface.run(() => {
      const page = globalThis as unknown as { seen: string[]; newGlobals(): string[] };
      return [...page.seen, ...page.newGlobals()];
    });

  beforeAll(async () => {
    docs = await serveDocs({});
    docs.page('/watchful.html', watchful);
    chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
    ({ surface } = await chromium.openTab(`${docs.origin}/watchful.html`));
  });
  afterAll(async () => {
    await chromium?.close();
    await docs?.close();
  });

  test('without a selection sees nothing: no node, no event, no message, no request, no global', async () => {
    await surface.move({ x: 300, y: 200 });
    await surface.press('ArrowDown');
    expect(await seen()).toEqual([]);
    expect(docs.requests.map(({ path }) => path)).not.toContainEqual(expect.stringContaining('docent'));
  });

  test('with a selection sees one element appear, keeps its focus, and never sees into it', async () => {
    await selectWithMouse(surface, 'a paragraph with enough words');
    await until('the popover', () => surface.run(() => document.documentElement.children.length > 2));
    const host = await surface.run(() => {
      const element = document.documentElement.lastElementChild;
      return { open: element?.shadowRoot !== null, text: element?.textContent, focus: document.activeElement?.tagName };
    });
    expect(host).toEqual({ open: false, text: '', focus: 'BODY' });
    const events = (await seen()).filter((what) => !/^(childList HTML|attributes )/.test(what));
    expect(events).toEqual([]);
  });

  test('loses the element again when the reader presses elsewhere', async () => {
    await clickText(surface, 'Watchful');
    await until('the popover to be gone', () =>
      surface.run(() => {
        const host = document.documentElement.children.item(2);
        return host === null || !host.matches(':popover-open');
      }),
    );
  });
});
