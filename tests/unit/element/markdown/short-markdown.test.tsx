import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { readShort } from '../../../../chatkit/element/markdown/short';
import { createTranslate } from '../../../../chatkit/element/strings';
import type { MarkdownEnvironment } from '../../../../chatkit/element/markdown/environment';
import { Markdown } from '../../../../chatkit/element/markdown/Markdown';
import { ShortMarkdown } from '../../../../chatkit/element/markdown/ShortMarkdown';

const environment: MarkdownEnvironment = {
  t: createTranslate('en'),
  onDeeplink: () => undefined,
  entities: undefined,
  sourceOf: () => undefined,
  images: { apiOrigin: 'http://127.0.0.1:1', isAllowed: () => false, allow: () => undefined },
};
const short = (text: string) => renderToStaticMarkup(<ShortMarkdown text={text} environment={environment} />);
/** Without the boxes that let the browser skip what is out of sight: what stands around the composer never is. */
const full = (text: string) =>
  renderToStaticMarkup(<Markdown text={text} finished environment={environment} />).replace(
    /<div class="chapter"[^>]*><div class="group"[^>]*>(.*?)<\/div><\/div>/gs,
    '$1',
  );

test.each([
  'Stays on this device · quotes, not a language model',
  'Goes to **\u2068docs\\.example\\:8443\u2069** when you press Send',
  'Goes to **\u2068\\[\\:\\:1\\]\\:80\u2069** when you press Send · Kept 30 days\\. · [Privacy](https://docs.example/p?a=1)',
])('the line under the composer needs no lexer: %s', (text) => {
  expect(readShort(text)).not.toBeNull();
  expect(short(text)).toBe(full(text));
});

test.each([
  '',
  '- a',
  '1. a',
  '# a',
  'a\n\nb',
  '<b>a</b>',
  'https://a.example',
  'www.a.example',
  'a_b_',
  '`a`',
  'a & b',
])('anything else is left to the lexer: %j', (text) => expect(readShort(text)).toBeNull());

test('what is drawn without the lexer is what the lexer would draw', () => {
  const pieces = fc.constantFrom(
    ...['word', 'Ünï', ' ', '  ', '.', '1.', '1)', '-', '+', '(', ')', '/', "'", '**', '*', '_', '[', ']', '\\', '\\*'],
    ...['\\_', '\\[', '\\<', '\\&', '&amp;', '**bold**', '**a\\*b**', '\u2068host\u2069', '\\.', '\\:', ':', 'www.a.b'],
    ...[
      '[Privacy](https://a.example/p)',
      '[a b](https://a.example/x_y)',
      '[x](javascript:1)',
      'https://a.b',
      'a\\@b.c',
    ],
    ...['\\`', '`', '|', '~~', '\\~', '!', '\\!', '#', '\\#', '<', '\n', '···', '—'],
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 7 }), (parts) => {
      const text = parts.join('');
      if (readShort(text) === null) return;
      read += 1;
      expect(short(text)).toBe(full(text));
    }),
    { numRuns: 5_000 },
  );
  expect(read).toBeGreaterThan(100);
});
