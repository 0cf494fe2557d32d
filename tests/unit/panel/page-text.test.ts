// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { MAX_PAGE_TEXT } from '../../../utils/connection/schema';
import { readPageText, type PageReader } from '../../../utils/panel/pack/page-text';
import type { PageMarkup } from '../../../utils/passage/show-world';
import { staged } from './passages';

const paragraph = 'Foxes jump over lazy dogs because they can, and because nobody has asked the dogs about it. '.repeat(
  4,
);
const article = `<html><head><title>Foxes</title></head><body>
  <nav><a href="/">Home</a></nav>
  <article><h1>Foxes</h1><p>${paragraph}</p><h2>Jumping<a href="#jumping">¶</a></h2>
  <p>See <a href="https://secret.example/x">the <em>snake_case</em> guide</a> for more. ${paragraph}</p>
  <pre><span>fox</span>.jump(*dogs)\n</pre><p>${paragraph}</p>
  <table><thead><tr><th>Python</th><th>JSON</th></tr></thead><tbody><tr><td>None</td><td><p>null</p></td></tr></tbody></table>
  <p>${paragraph}</p></article></body></html>`;
const url = 'https://docs.example.com/guide/foxes';

const reader = (over: Partial<PageReader> & { markup?: unknown } = {}): PageReader => ({
  readPage: async () => (over.markup ?? { html: article, title: 'Foxes', url }) as PageMarkup,
  hasAccess: async () => true,
  parse: (html) => new DOMParser().parseFromString(html, 'text/html'),
  ...over,
});
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'read',
    (error: { code: string }) => error.code,
  );

describe('the text of a page', () => {
  test('is its article in plain words, with headings and code', async () => {
    const { text, title, total, passageId } = await readPageText(staged({ id: 'first-one' }), reader());
    expect(text).toContain('## Jumping\n');
    expect(text).toContain('See the snake_case guide for more.');
    expect(text).toContain('```\nfox.jump(*dogs)\n```');
    expect(text).toContain('| Python | JSON |\n| None | null |');
    expect(text).not.toMatch(/Home|secret\.example|¶/);
    expect({ title, total, passageId }).toEqual({ title: 'Foxes', total: text.length, passageId: 'first-one' });
  });

  test('is cut at the limit, and says how long it is', async () => {
    const html = `<html><body><article>${`<p>${paragraph}</p>`.repeat(400)}</article></body></html>`;
    const { text, total } = await readPageText(staged(), reader({ markup: { html, title: 'Long', url } }));
    expect(text).toHaveLength(MAX_PAGE_TEXT);
    expect(total).toBeGreaterThan(MAX_PAGE_TEXT);
  });

  test.each([
    [
      'the tab shows another page by now',
      {},
      { markup: { html: article, title: '', url: 'https://docs.example.com/cats' } },
      'PAGE_CLOSED',
    ],
    ['the passage has no tab', { origin: {} }, {}, 'PAGE_CLOSED'],
    ['there is nothing to read', {}, { markup: { html: '<html><body></body></html>', title: '', url } }, 'PAGE_CLOSED'],
    ['nobody may read it', {}, { readPage: () => Promise.reject(new Error('no')) }, 'PAGE_CLOSED'],
    [
      'the reader could let us',
      {},
      { readPage: () => Promise.reject(new Error('no')), hasAccess: async () => false },
      'NEEDS_PERMISSION',
    ],
  ])('is not there when %s', async (_name, rest, over, code) => {
    expect(await codeOf(readPageText({ ...staged(), ...rest }, reader(over as Partial<PageReader>)))).toBe(code);
  });
});
