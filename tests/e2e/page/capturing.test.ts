import { type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Passage } from '../../../utils/passage/types';
import { passageSchema } from '../../../utils/passage/schema';
import { addressOfPassage } from '../../../utils/panel/show-in-page';
import { VEILED } from './veiled-cases';
import { openPageRig, type PageRig } from './page-rig';
import { type Surface, until } from '../../../scripts/lib/surface';

const builds = inject('builds');
const HIDING = `<!doctype html><html lang="de"><head><title>Hiding</title><link rel="icon" href="data:,">
<link rel="canonical" href="/hiding.html?edition=2"></head><body><h2>Words</h2>
<p id="plain">Seen words only.</p>
<p id="none">Seen <span style="display:none">secret</span> words.</p>
<p id="invisible">Seen <span style="visibility:hidden">secret</span> words.</p>
<p id="unselectable">Seen <span style="user-select:none">secret</span> words.</p>
<p id="opacity">Seen <span style="opacity:0">ghost</span> words.</p>
<p id="tiny">Seen <span style="font-size:0">ghost</span> words.</p>
<p id="white">Seen <span style="color:#fff">ghost</span> words.</p>
<p id="away">Seen <span style="position:absolute;left:-999em">ghost</span> words.</p>
<p id="clipped">Seen <span style="position:absolute;width:1px;height:1px;overflow:hidden">ghost</span> words.</p>
<p id="evil">Markup <b onclick="globalThis.clicked = 1" class="x">bold</b> <a href="javascript:void 0">link</a> <a href="/next">next</a>
<img src="/image.png" alt="picture" onerror="globalThis.failed = 1"><script>globalThis.ran = 1</script><style>p{}</style></p>
<p id="masked">A <span style="-webkit-text-security:disc">masked</span> word.</p>
<p id="tags">Zero\u200bwidth\u202e and tags\u{e0069}\u{e0067}.</p></body></html>`;

describe.each(['chrome', 'firefox'] as const)('a passage in %s', (browser) => {
  let rig: PageRig;
  let page: Page;
  let surface: Surface;

  beforeAll(async () => {
    rig = await openPageRig(browser, builds[browser]);
    rig.docs.page('/hiding.html', HIDING);
  });
  afterAll(() => rig?.close());
  afterEach(() => page?.close());

  const open = async (path: string) => void ({ page, surface } = await rig.open(path));
  /** Selects by script what these selectors name, one range each; capturing does not ask who selected. */
  const capture = async (from: string, to = from) => {
    await surface.run(
      (first, last) => {
        const range = document.createRange();
        range.setStartBefore(document.querySelector(first)!.firstChild!);
        range.setEndAfter(document.querySelector(last)!.lastChild!);
        getSelection()!.removeAllRanges();
        getSelection()!.addRange(range);
      },
      from,
      to,
    );
    const passage = await rig.capture();
    return passage && passageSchema.parse(passage);
  };

  test('of Sphinx code knows its language and stands under its heading', async () => {
    await open('/python/library/json.html');
    const passage = await capture('#module-json .highlight-python3 pre');
    expect(passage).toMatchObject({
      code: { language: 'python3' },
      section: { headings: [], anchor: 'module-json' },
      page: { title: 'json — JSON encoder and decoder — Python 3.11.2 documentation', lang: 'en' },
    });
    expect(passage!.text).toMatch(/^import json\njson\.dumps/);
    expect(passage!.html).toMatch(/^<pre>/);
  });

  test('of a site that keeps its pages in the fragment names the page, and its link opens that page', async () => {
    rig.docs.page(
      '/routed.html',
      `<!doctype html><html lang="en"><head><title>Kit</title><link rel="canonical" href="/routed.html"></head><body><h2 id="limits">Limits</h2><p id="words">A limit of zero.</p></body></html>`,
    );
    await open('/routed.html#/guide?id=limits');
    const passage = await capture('#words');
    const { origin } = rig.docs;
    expect(passage!.page).toMatchObject({ url: `${origin}/routed.html#/guide` });
    expect(passage!.page.canonical).toBeUndefined();
    expect(passage!.section).toEqual({ headings: ['Limits'] });
    await page.goto('about:blank');
    await page.goto(addressOfPassage(passage!));
    expect(await surface.run(() => location.hash)).toBe('#/guide');
  });

  test('of a Sphinx heading holds no permalink', async () => {
    await open('/python/library/json.html');
    const passage = await capture('#basic-usage h2');
    expect(passage).toMatchObject({
      text: 'Basic Usage',
      section: { headings: ['Basic Usage'], anchor: 'basic-usage' },
    });
    expect(passage!.html).not.toContain('¶');
  });

  test('of a Sphinx method is anchored at the method', async () => {
    await open('/python/library/json.html');
    const passage = await capture('[id="json.JSONEncoder.iterencode"] + dd p');
    expect(passage!.section).toEqual({ headings: ['Encoders and Decoders'], anchor: 'json.JSONEncoder.iterencode' });
  });

  test('of a Node.js page knows the trail of headings and the language', async () => {
    await open('/node/fs.html');
    const code = await surface.run(() => {
      document.querySelector('code[class*=mjs]')!.id = 'code';
      return document.querySelector('#code')!.textContent;
    });
    expect(await capture('#code')).toMatchObject({
      text: code!.trimEnd(),
      // Node.js 18 writes `language-mjs`, later ones `language-js mjs`.
      code: { language: expect.stringMatching(/^m?js$/) as string },
      section: { headings: ['File system'], anchor: 'file-system' },
    });
  });

  test('of a page whose form has controls named like what we ask of it is whole', async () => {
    const names = [
      'checkVisibility',
      'parentNode',
      'getAttribute',
      'closest',
      'localName',
      'childNodes',
      'parentElement',
      'matches',
      'id',
      'children',
    ];
    const controls = names.map((name) => `<input name="${name}">`).join('');
    rig.docs.page(
      '/form.html',
      `<!doctype html><html lang="en"><title>Form</title><body><h2 id="h">Ask</h2><form class="note">${controls}<p id="p">A limit of <b>zero</b>.</p> Loose words.</form>
<svg lang="sv" width="200" height="40"><text id="drawn" x="0" y="20">Ritade ord.</text></svg></body></html>`,
    );
    await open('/form.html');
    expect(await capture('#p')).toMatchObject({ text: 'A limit of zero.', section: { headings: ['Ask'] } });
    const form = await capture('h2', 'form');
    expect(form).toMatchObject({ text: expect.stringMatching(/Ask\s+A limit of zero.\s+Loose words./) as string });
    expect(form!.html).toContain('<form class="note"><p>A limit of <b>zero</b>.</p> Loose words.</form>');
    expect((await capture('#drawn'))!.page.lang).toBe('sv');
  });

  test.each<[string, string, (passage: Passage) => unknown, unknown]>([
    [
      'a cell as wide as a continent hands over a cell',
      '<table><tr><td colspan="30000000">wide</td><td rowspan="60000">b</td></tr></table>',
      ({ html }) => html,
      expect.stringMatching(/<td>wide<\/td><td>b<\/td>/),
    ],
    ['a tower of elements hands over its words', '<tower></tower>', ({ html }) => html, undefined],
    ['a list of 60 000 hands over its words', '<ul id="list"></ul>', ({ html }) => html, undefined],
    [
      'a long attribute leaves it behind',
      `<p class="${'x'.repeat(9_000)}" lang="en">word</p>`,
      ({ html }) => html,
      expect.stringContaining('<p lang="en">word</p>'),
    ],
  ])('of a page with %s', async (_name, html, of, expected) => {
    rig.docs.page(
      '/hostile.html',
      `<!doctype html><html lang="en"><title>Hostile</title><body><p>First words.</p><div id="all">${html}</div><p>Last words.</p><script>
const tower = document.querySelector('tower');
for (let at = tower, left = tower ? 3000 : 0; left--; at = at.firstChild) at.append(document.createElement('i'));
const list = document.querySelector('#list');
for (let left = list ? 60000 : 0; left--; ) list.append(Object.assign(document.createElement('li'), { textContent: 'item' }), ' ');
</script></body></html>`,
    );
    await open('/hostile.html');
    const passage = await capture('p', 'p:last-of-type');
    expect(passage!.text).toMatch(/^First words\.\s/);
    expect(of(passage!)).toEqual(expected);
    expect(passage!.section).toEqual({ headings: [] });
  });

  test('without a selection is none', async () => {
    await open('/hiding.html');
    expect(await rig.capture()).toBeNull();
  });

  test('has the address the page calls its own, its language and its surroundings', async () => {
    await open('/hiding.html?edition=2&session=secret#words');
    const passage = await capture('#plain');
    expect(passage).toMatchObject({
      text: 'Seen words only.',
      page: { url: `${rig.docs.origin}/hiding.html?edition=2`, lang: 'de', title: 'Hiding' },
      quote: { exact: 'Seen words only.', prefix: 'Words', suffix: expect.stringMatching(/^Seen/) as string },
    });
    expect(passage).not.toHaveProperty('hidden');
    expect(passage).not.toHaveProperty('code');
  });

  test.each(['none', 'invisible', 'unselectable'])('leaves out text that is not drawn: %s', async (id) => {
    await open('/hiding.html');
    const passage = await capture(`#${id}`);
    expect(passage!.text.replace(/\s+/g, ' ')).toBe('Seen words.');
    expect(passage!.html).not.toContain('secret');
    expect(passage!.hidden).toBeUndefined();
  });

  test.each(['opacity', 'tiny', 'white', 'away', 'clipped'])(
    'says that it holds text one cannot see: %s',
    async (id) => {
      await open('/hiding.html');
      const passage = await capture(`#${id}`);
      expect(passage!.hidden).toBe(true);
    },
  );

  test('says that it holds text one cannot see, and of nothing else', async () => {
    const boxes = VEILED.map(([, html], at) => `<section>${html.replace('id="X"', `id="veiled${at}"`)}</section>`);
    rig.docs.page(
      '/veiled.html',
      `<!doctype html><html lang="en"><title>Veiled</title><body>${boxes.join('')}</body></html>`,
    );
    await open('/veiled.html');
    for (const [at, [name, , hidden]] of VEILED.entries()) {
      await surface.run((id) => document.getElementById(id)!.scrollIntoView({ block: 'center' }), `veiled${at}`);
      expect.soft((await capture(`#veiled${at}`))?.hidden ?? false, name).toBe(hidden);
    }
  });

  test('carries no script, handler or script address in its markup, and asks for nothing', async () => {
    await open('/hiding.html');
    rig.docs.requests.length = 0;
    const { html } = (await capture('#evil'))!;
    expect(html).not.toMatch(/script|onclick|onerror|style|globalThis/);
    expect(html).toContain(`<a href="${rig.docs.origin}/next">next</a>`);
    expect(html).toContain(`<img alt="picture" src="${rig.docs.origin}/image.png">`);
    expect(rig.docs.requests).toEqual([]);
  });

  test('is refused where text is shown as bullets', async () => {
    await open('/hiding.html');
    expect(await capture('#masked')).toBeNull();
  });

  test('is cleaned of what cannot be seen', async () => {
    await open('/hiding.html');
    expect((await capture('#tags'))!.text).toBe('Zerowidth and tags.');
  });

  test('of several selections is one line each', async () => {
    await open('/hiding.html');
    await surface.run(() => {
      getSelection()!.removeAllRanges();
      for (const id of ['plain', 'unselectable']) {
        const range = document.createRange();
        range.selectNodeContents(document.getElementById(id)!);
        getSelection()!.addRange(range);
      }
    });
    const count = await surface.run(() => getSelection()!.rangeCount);
    const text = (await rig.capture())!.text.replace(/ +/g, ' ');
    expect(text).toBe(count === 2 ? 'Seen words only.\nSeen words.' : 'Seen words only.');
    expect(count).toBe(browser === 'firefox' ? 2 : 1);
  });

  test('is shown again in the page without a change to it, and painted for a while', async () => {
    await open('/python/library/json.html');
    const { quote, section } = (await capture('[id="json.JSONEncoder.iterencode"] + dd p'))!;
    await surface.run(() => {
      getSelection()!.removeAllRanges();
      scrollTo(0, 0);
      const changes: string[] = ((globalThis as unknown as { changes: string[] }).changes = []);
      new MutationObserver((list) => list.forEach(({ type }) => changes.push(type))).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
    expect(await rig.show(quote, section.anchor)).toBe('shown');
    const inView = () =>
      surface.run(() => {
        const { top, bottom } = document
          .querySelector('[id="json.JSONEncoder.iterencode"] + dd p')!
          .getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    await until('the passage in view', inView);
    expect(await surface.run(() => CSS.highlights.size)).toBe(1);
    expect(await surface.run(() => (globalThis as unknown as { changes: string[] }).changes)).toEqual([]);
    await until('the paint to go', () => surface.run(() => CSS.highlights.size === 0), 8_000);
    expect(await rig.show({ exact: 'Nobody ever wrote this here, zyx wvu.', prefix: '', suffix: '' })).toBe('gone');
  });

  test('is shown where it is folded away, within a shadow tree, and where its words have changed', async () => {
    rig.docs.page(
      '/folded.html',
      `<!doctype html><html lang="en"><title>Folded</title><body><details><summary>More</summary><p>Words within closed details.</p></details>
<div hidden="until-found"><p>Words hidden until they are found.</p></div><div id="shadow"></div>
<p style="margin-top:2000px">The sort_keys flag changes the order of all the keys that are written.</p>
<script>document.querySelector('#shadow').attachShadow({ mode: 'open' }).innerHTML = '<p>Words in a shadow tree.</p>'</script></body></html>`,
    );
    await open('/folded.html');
    const show = (exact: string) => rig.show({ exact, prefix: '', suffix: '' });
    expect(await show('Words within closed details.')).toBe('shown');
    expect(await surface.run(() => document.querySelector('details')!.open)).toBe(true);
    expect(await show('Words hidden until they are found.')).toBe('shown');
    expect(await surface.run(() => document.querySelector('[hidden]') === null)).toBe(true);
    expect(await show('Words in a shadow tree.')).toBe('shown');
    expect(await show('The sort_keys option changes the order of all keys that are written.')).toBe('similar');
    await until('the paragraph in view', () => surface.run(() => scrollY > 1_000));
    expect(
      await surface.run(() => String([...[...CSS.highlights.values()][0]!][0]).includes('sort_keys flag changes')),
    ).toBe(true);
  });

  test('that stands there twice is shown where its surroundings are', async () => {
    await open('/python/library/json.html');
    const shown = async (prefix: string, suffix: string) => {
      await rig.show({ exact: 'object_hook', prefix, suffix });
      return surface.run(() => {
        const [highlight] = [...CSS.highlights.values()];
        const [range] = [...highlight!] as Range[];
        return range!.startContainer.parentElement!.closest('dl')!.querySelector('dt')!.id;
      });
    };
    expect(await shown('', 'is an optional function that wil')).toBe('json.load');
    expect(await shown('', ', if specified, will be called w')).toBe('json.JSONDecoder');
  });
});
