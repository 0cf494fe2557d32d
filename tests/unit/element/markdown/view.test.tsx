import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../../chatkit/protocol/items';
import { createTranslate } from '../../../../chatkit/element/strings';
import { lexMarkdown } from '../../../../chatkit/element/markdown/lex';
import { Markdown } from '../../../../chatkit/element/markdown/Markdown';
import type { MarkdownEnvironment } from '../../../../chatkit/element/markdown/environment';

const source: Source = {
  type: 'url',
  url: 'https://docs.example/json',
  title: 'json',
  attribution: undefined,
  description: undefined,
  timestamp: undefined,
  group: undefined,
};
const environment: MarkdownEnvironment = {
  t: createTranslate('en'),
  onDeeplink: () => undefined,
  entities: undefined,
  sourceOf: (number) => (number <= 3 ? source : undefined),
  images: {
    apiOrigin: 'http://127.0.0.1:1',
    isAllowed: (host) => host === 'allowed.example',
    allow: () => undefined,
  },
};
const html = (text: string, marks: { index: number; number: number }[] = []) =>
  renderToStaticMarkup(<Markdown text={text} finished marks={marks} environment={environment} />);

describe('HTML of the model', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onmouseover=alert(1)>b</b>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<svg/onload=alert(1)>',
    '- <script>alert(1)</script>',
    '| <img src=x onerror=alert(1)> |\n|---|\n| <script>x</script> |',
    '> <style>*{display:none}</style>',
    '# <a href="javascript:alert(1)">x</a>',
  ])('is shown as text: %s', (text) => {
    const drawn = html(text);
    expect(drawn).not.toMatch(/<(?:script|img|b|iframe|svg|style|a)[\s>/]/);
    expect(drawn).toContain('&lt;');
  });

  test('never becomes an element, whatever is mixed into it', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'script',
      'img',
      ' src=x',
      ' onerror=',
      '"',
      "'",
      '`',
      '*',
      '[',
      '](',
      ')',
      '!',
      '&lt;',
      '&#60;',
      '\n',
      '- ',
      '> ',
      '|',
      'x',
      ':',
      'javascript:',
      'data:text/html,',
      '⸨@1⸩',
    );
    const allowed =
      /<(?!\/?(?:div|p|span|ul|ol|li|h3|blockquote|hr|br|em|strong|del|code|pre|figure|figcaption|button|table|thead|tbody|tr|th|td|a|sup|input|bdi)\b)/;
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const drawn = html(parts.join(''));
        expect(drawn).not.toMatch(allowed);
        expect(drawn).not.toMatch(/(?:href|src)="(?!https?:|mailto:)/);
        expect(drawn).not.toMatch(/<[^<>]*\son\w+=/);
      }),
      { numRuns: 500 },
    );
  });

  test('a line break inside a table cell is a line break', () => {
    expect(html('| a |\n|---|\n| b<br>c |')).toContain('b<br/>c');
  });
});

describe('links', () => {
  test.each(['https://example.com/a?b=1', 'http://example.com', 'mailto:a@example.com'])(
    '%s opens in a tab of its own',
    (href) => {
      expect(html(`[text](${href})`)).toMatch(/<a href="[^"]+" target="_blank" rel="noopener noreferrer">text<\/a>/);
    },
  );

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&Tab;script:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'chrome://settings',
    'chrome-extension://abc/x.html',
    'blob:https://example.com/1',
    '/relative',
    '#here',
    '//example.com/x',
  ])('%s is left as its text', (href) => {
    expect(html(`[text](<${href}>)`)).not.toContain('<a ');
  });

  test('a deep link is a button for the host', () => {
    expect(html('[Open](chatkit-link://ticket?id=7)')).toContain('<button type="button" class="link">Open</button>');
  });
});

describe('images', () => {
  test.each([
    ['of another host wait for a press', '![alt](https://evil.example/x.png?q=secret)', false],
    ['of an allowed host are shown', '![alt](https://allowed.example/x.png)', true],
    ['with credentials in the address are not', '![alt](https://u:p@allowed.example/x.png)', false],
    ['without encryption are not', '![alt](http://allowed.example/x.png)', false],
    ['as data are not', '![alt](data:image/svg+xml,<svg/>)', false],
    ['by reference wait too', '![alt][ref]\n\n[ref]: https://evil.example/x.png', false],
    ['inside a link wait too', '[![alt](https://evil.example/x.png)](https://example.com)', false],
  ])('%s', (_name, text, shown) => {
    expect(html(text).includes('<img')).toBe(shown);
  });
});

describe('citations', () => {
  const mark = '<sup class="citation">';
  test.each([
    ['after a sentence', 'One. Two.', 4, 'One.<sup'],
    ['after bold', '**Bold** text', 8, '</strong><sup'],
    ['after quoted bold', '**“Bold.”** text', 11, '</strong><sup'],
    ['never inside a marker', '**Bold** text', 7, '</strong><sup'],
    ['at the end of the block, not at the start of the next', 'One.\n\nTwo.', 6, 'One.<sup'],
    ['behind the text', 'One.', 400, 'One.<sup'],
    ['inside a list item', '- a\n- b', 3, 'a<sup'],
    ['after a code block', '```\nx\n```\n\nAfter', 9, '</figure><sup'],
    ['behind a link, not inside it', 'See https://example.com/a', 25, '</a><sup'],
    ['after inline code', 'Use `x` now', 6, '</code><sup'],
    ['in a table cell', '| a |\n|---|\n| b |', 15, 'b<sup'],
    ['not between the halves of a character', 'A 📏!', 3, '📏<sup'],
    ['where the server means it behind letters of two units', '😀😀😀 One. Two.', 8, 'One.<sup'],
    ['not inside a letter of many points', 'Ask 👩‍👩‍👧 now', 6, '👩‍👩‍👧<sup'],
    ['not between the halves of a flag', 'A 🇩🇪 B', 3, '🇩🇪<sup'],
    ['behind the word that they are in', 'Reading words.', 3, 'Reading<sup'],
    ['behind a word with an apostrophe', 'It doesn’t work.', 6, 'doesn’t<sup'],
    ['between letters of a script without spaces', '数字分节标记。', 2, '数字<sup'],
    ['behind ends of line of two letters', 'One.\r\n\r\nTwo. Three.', 12, 'Two.<sup'],
    ['behind an address they are in', 'See https://example.com/a now', 15, '</a><sup'],
    ['behind an address they are in the scheme of', 'See https://example.com/a now', 7, '</a><sup'],
    ['behind a link whose address they are in', 'See [a](https://b.example/c) now', 12, '</a><sup'],
    ['behind an escaped sign', 'a \\* b', 3, '*<sup'],
    ['behind an entity', 'a &amp; b', 4, '&amp;<sup'],
    ['behind the first word, not inside the mark of an item', '- item\n- b', 1, 'item<sup'],
    ['behind the first word of a heading', '# Title here', 1, 'Title<sup'],
    ['in the cell, not behind its row', '| a |\n|---|\n| b |', 17, 'b<sup'],
    ['in the row above a table’s delimiters', '| a |\n|---|\n| b |', 9, 'a<sup'],
  ])('stand %s', (_name, text, index, expected) => {
    const drawn = html(text, [{ index, number: 1 }]);
    expect(drawn).toContain(expected);
    expect(drawn.split(mark)).toHaveLength(2);
    expect(drawn).not.toContain('⸨');
    expect(drawn).not.toMatch(/href="[^"]*%E2%B8/);
  });

  test('lead to their source', () => {
    expect(html('One.', [{ index: 4, number: 1 }])).toContain('aria-label="Source 1: json"');
    expect(html('One.', [{ index: 4, number: 1 }])).toContain('href="https://docs.example/json"');
  });

  test('of a source that is not there are left out', () => {
    expect(html('One.', [{ index: 4, number: 9 }])).not.toContain('<sup');
  });
});

test.each([
  ['nested lists', '1. a\n   - b', /<ol[^>]*><li dir="ltr">a<ul><li dir="ltr">b<\/li><\/ul><\/li><\/ol>/],
  ['a list that starts late', '3. a', /<ol start="3">/],
  ['task lists', '- [x] a', /<input type="checkbox" disabled="" readOnly="" aria-label="Done" checked=""\/>/],
  ['tables with alignment', '|a|b|\n|-|-:|\n|1|2|', /<td class="align-right" dir="auto">2<\/td>/],
  ['code with its language', '```js {1}\nlet a;\n```', /<span class="language">js<\/span>[\s\S]*let a;/],
  ['entities', 'a &mdash; &#x41; &unknown;', /a — A &amp;unknown;/],
  ['entities in code as they are', '`&lt;b&gt;`', /<code dir="ltr">&amp;lt;b&amp;gt;<\/code>/],
  ['headings below the turn’s own', '# a', /<h3 class="depth-1" dir="auto">a<\/h3>/],
])('draws %s', (_name, text, expected) => {
  expect(html(text)).toMatch(expected);
});

test.each([
  ['&amp;&lt;&gt;&quot;&#39;', '&<>"\''],
  ['&#x1F4CF; &#8212; &angmsdaa;', '📏 — ⦨'],
  ['&nope; &amp &;', '&nope; &amp &;'],
  ['&#0; &#xD800; &#9999999;', '\ufffd \ufffd \ufffd'],
  ['&constructor; &toString;', '&constructor; &toString;'],
])('entities are read as characters: %s', (text, decoded) => {
  expect(lexMarkdown(text, {}).blocks.map(({ token }) => token)).toEqual([
    { type: 'paragraph', tokens: [{ type: 'text', text: decoded }] },
  ]);
});
