/** A page with everything a selection can meet, and a script that selects and tampers on demand. */
export const STAGE = `<!doctype html><html lang="en"><head><title>Stage</title><link rel="icon" href="data:,"><style>
  body { margin: 40px; font: 16px/1.5 sans-serif } #scroller { height: 120px; overflow: auto; border: 1px solid }
  #scroller p { margin: 300px 0 } .cover { position: fixed; inset: 0; margin: 0; width: auto; height: auto; max-width: none; border: 0; background: #fffffff0; pointer-events: none }
</style></head><body><main><h1>Stage</h1>
<h2 id="part">A part of it</h2><p>Plain words stand here for a reader to select with a mouse.</p>
<p>Another line waits below the first one, longer than it.</p>
<p><button id="button">Page button</button></p>
<p><input id="input" value="typed words in an input"></p>
<p><textarea id="area" rows="1" cols="40">typed words in a textarea</textarea></p>
<p id="edit" contenteditable>editable words in a paragraph</p>
<p>Masked <span id="masked" style="-webkit-text-security: disc">bullets are shown for this</span></p>
<div id="scroller"><p>A sentence inside a nested scroller.</p></div>
<div id="shadow"></div>
<p style="height: 2000px">Tall.</p></main>
<script>
  document.getElementById('shadow').attachShadow({ mode: 'open' }).innerHTML = '<p>Words that live in a shadow tree.</p>';
  globalThis.selectBy = (text) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(text);
      if (at >= 0) return getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + text.length);
    }
  };
  globalThis.host = () => document.querySelector('html > :not(head, body)');
</script></body></html>`;

/** Writes down what reaches it: messages, events it did not cause, changes of the document, requests, new globals. */
export const WATCHFUL = `<!doctype html><html lang="en"><head><title>Watchful</title><link rel="icon" href="data:,"><script>
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  globalThis.seen = [];
  addEventListener('message', (event) => seen.push('message'), true);
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) { seen.push('event ' + event.type); return dispatch.call(this, event); };
  const send = globalThis.postMessage;
  globalThis.postMessage = function (...all) { seen.push('postMessage'); return send.apply(this, all); };
  new MutationObserver((changes) => changes.forEach((change) => document.readyState === 'complete' && seen.push(change.type + ' ' + change.target.nodeName)))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => seen.push('request ' + name)))
    .observe({ type: 'resource', buffered: true });
  globalThis.everything = () => [...seen, ...Object.getOwnPropertyNames(globalThis)
    .filter((name) => !before.has(name) && !['seen', 'everything'].includes(name))];
</script></head><body><h1>Watchful</h1><p>Words nobody selects, at least not yet.</p></body></html>`;

/**
 * The pages on which the page script's costs are counted and timed (docs/design.md, Budgets), each with words to
 * select.
 */
export const COST_PAGES = [
  {
    name: 'a light page',
    path: '/made/light.html',
    html: `<!doctype html><html lang="en"><title>Light</title><body style="font:16px/2 system-ui"><p>A dictionary keeps its keys in the order in which
they were first added. Setting a key again leaves its place unchanged.</p></body></html>`,
    selector: 'p',
  },
  {
    name: 'a page of 400 paragraphs with a frame',
    path: '/made/plain.html',
    html: `<!doctype html><html lang="en"><title>Plain</title><body>${Array.from(
      { length: 400 },
      (_, index) => `<p>Paragraph ${index}: the quick brown fox jumps over the lazy dog and goes on reading.</p>`,
    ).join('')}<iframe srcdoc="<p>A frame.</p>"></iframe></body></html>`,
    selector: 'p:nth-of-type(4)',
  },
  // All of Node's documentation on one page, 5.8 MB.
  { name: 'the largest page of the real docs', path: '/node/all.html', selector: '#apicontent p' },
] as const;
