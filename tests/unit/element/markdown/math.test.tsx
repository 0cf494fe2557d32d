import temml from 'temml';
import { describe, expect, test } from 'vitest';
import { MAX_MARKS } from '../../../../chatkit/element/markdown/math';
import { lexMarkdown } from '../../../../chatkit/element/markdown/lex';
import { mathOptions } from '../../../../chatkit/element/markdown/typeset';

interface Found {
  text: string;
  display: boolean;
}
const formulas = (markdown: string): Found[] => {
  const found: Found[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const { type, text, display } = value as { type?: string; text: string; display: boolean };
    if (type === 'math') found.push({ text, display });
    Object.values(value).forEach(visit);
  };
  visit(lexMarkdown(markdown, {}).blocks);
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
  ['beside letters of a script without spaces', '质量$m$是', [{ text: 'm', display: false }]],
  ['before a full stop', 'so $a<b$.', [{ text: 'a<b', display: false }]],
  ['that begins with a brace', 'so ${n \\choose k}$', [{ text: '{n \\choose k}', display: false }]],
  ['of one number', 'is $5$ here', [{ text: '5', display: false }]],
  ['beside a price', 'a $5 fee and $x^2$', [{ text: 'x^2', display: false }]],
  ['in square brackets within a line', 'The formula is \\[ y = x^2 \\] as shown', [{ text: 'y = x^2', display: true }]],
  ['in round brackets with a sum', 'and \\(a+b\\) too', [{ text: 'a+b', display: false }]],
  ['in round brackets with a number', 'is \\(10\\) here', [{ text: '10', display: false }]],
  ['in square brackets of an item', '- item with \\[ z = 1 \\]', [{ text: 'z = 1', display: true }]],
  ['in a table', '| a |\n|---|\n| $x^2$ |', [{ text: 'x^2', display: false }]],
  ['in a quote of lines', '> $$\n> a\n> = b\n> $$', [{ text: 'a\n= b', display: true }]],
  ['whose lines look like a list', 'so\n$$\na\n+ b\n- c\n$$\nis', [{ text: 'a\n+ b\n- c', display: true }]],
])('a formula %s is found', (_name, markdown, expected) => {
  expect(formulas(markdown)).toEqual(expected);
});

test.each([
  'it costs $5 and $10',
  '$5-$10',
  'from $HOME to $PATH',
  'US$ 5 and US$ 6',
  'Set PATH=$HOME/bin:$PATH first.',
  'PATH=$PATH:$HOME/bin',
  '$A$B and $A/$B',
  'run $(pwd)/$(date) or ${x}-${y}',
  'echo $1, $2 and $@ $# $?',
  'replace with $1$2',
  'about $5 here and 6$ there',
  'between $100 million and 200$',
  '($5) and ($10), US$5/US$6',
  '$AAPL, $TSLA',
  '$x->y($z) and $a=$b;',
  'the Makefile’s $$HOME and $$PATH',
  'escaped \\$x^2\\$',
  '- \\[x\\] done',
  'see \\[link\\] and \\(optional\\)',
  'host \\[\\:\\:1\\]\\:80',
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

test('a text of nothing but marks is not searched for formulas', () => {
  expect(formulas('$a$ '.repeat(MAX_MARKS / 2))).toHaveLength(MAX_MARKS / 2);
  expect(formulas('$a$ '.repeat(MAX_MARKS))).toEqual([]);
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
