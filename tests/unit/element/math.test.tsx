import { Lexer } from 'marked';
import fc from 'fast-check';
import temml from 'temml';
import { describe, expect, test } from 'vitest';
import { MOST_MARKS } from '../../../chatkit/element/markdown/math';
import { lexMarkdown } from '../../../chatkit/element/markdown/lex';
import { mathOptions } from '../../../chatkit/element/view/markdown/typeset';

interface Found {
  text: string;
  display: boolean;
}
const formulas = (markdown: string): Found[] => {
  const found: Found[] = [];
  const visit = (tokens: readonly object[]) => {
    for (const token of tokens as {
      type: string;
      text: string;
      display: boolean;
      tokens?: object[];
      items?: object[];
    }[]) {
      if (token.type === 'math') found.push({ text: token.text, display: token.display });
      visit(token.tokens ?? []);
      visit(token.items ?? []);
    }
  };
  visit(lexMarkdown(markdown, {}));
  return found;
};

test.each<[string, string, Found[]]>([
  ['between dollars', 'so $x^2$ is', [{ text: 'x^2', display: false }]],
  ['between two dollars', 'so $$x^2$$ is', [{ text: 'x^2', display: true }]],
  ['as a block', 'so\n\n$$\n\\frac{a}{b}\n$$\n\nis', [{ text: '\\frac{a}{b}', display: true }]],
  ['as a block right behind a paragraph', 'so\n$$\na\n$$\nis', [{ text: 'a', display: true }]],
  ['in LaTeX’s own brackets', 'so \\(x_1\\) is', [{ text: 'x_1', display: false }]],
  ['of one letter', 'so \\(x\\) is', [{ text: 'x', display: false }]],
  ['in LaTeX’s own block', 'so\n\\[\nx = 1\n\\]\nis', [{ text: 'x = 1', display: true }]],
  ['in a list', '- a $b$\n- c', [{ text: 'b', display: false }]],
  [
    'twice in a line',
    '$a$ and $b$',
    [
      { text: 'a', display: false },
      { text: 'b', display: false },
    ],
  ],
])('a formula %s is found', (_name, markdown, expected) => {
  expect(formulas(markdown)).toEqual(expected);
});

test.each([
  'it costs $5 and $10',
  '$5-$10',
  'from $HOME to $PATH',
  'US$ 5 and US$ 6',
  'Guide \\(beta\\)',
  'and\\(or\\)',
  'a\\[1\\] b',
  '`$x$`',
  '```\n$x$\n$$y$$\n```',
  'a $x `y$` z',
  'an unfinished $x^2',
  'an unfinished\n\n$$\nx^2',
  '$$',
  '$ $',
])('no formula is found in %j', (markdown) => {
  expect(formulas(markdown)).toEqual([]);
});

test('text without a formula is read as it is without looking for one', () => {
  const pieces = fc.constantFrom('a', ' ', '\n', '\n\n', '$', '5', '\\[', '\\(', '- ', '**', '`', '> ', 'word', '|');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      if (formulas(text).length > 0) return;
      const plain = (tokens: readonly object[]) => JSON.stringify(tokens);
      expect(plain(lexMarkdown(text, {}))).toBe(plain(new Lexer({ gfm: true }).lex(text)));
    }),
    { numRuns: 500 },
  );
});

test('a text of nothing but marks is not searched for formulas', () => {
  expect(formulas('$a$ '.repeat(MOST_MARKS / 2))).toHaveLength(MOST_MARKS / 2);
  expect(formulas('$a$ '.repeat(MOST_MARKS))).toEqual([]);
});

describe('setting a formula', () => {
  const markup = (source: string) => temml.renderToString(source, mathOptions);

  test('gives MathML', () => {
    expect(markup('\\frac{a}{b}')).toMatch(/^<math.*<mfrac>/);
  });

  test.each(['\\frac{a', '\\nosuchcommand{x}', '\\def\\a{\\a\\a}\\a'])('throws for %s', (source) => {
    expect(() => markup(source)).toThrow();
  });

  test.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://evil.example}',
    '\\includegraphics{https://evil.example/a.png}',
    '\\class{hidden}{x}',
    '\\style{position:fixed}{x}',
    '\\id{x}{y}',
    '\\data{a=b}{x}',
    '\\text{<img src=x onerror=alert(1)>}',
  ])('makes no link, image, class or markup of %s', (source) => {
    let drawn = '';
    try {
      drawn = markup(source);
    } catch (error) {
      expect(error).toMatchObject({ name: 'ParseError' });
    }
    const elements = drawn.replaceAll('&lt;', '').replace(/>[^<]+</g, '><');
    expect(elements).not.toMatch(/<(?:a|img|mglyph|script)\b|\b(?:href|src|id|data-a)=|class="hidden"|style="position/);
  });
});
