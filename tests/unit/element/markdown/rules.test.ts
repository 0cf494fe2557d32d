import { describe, expect, test } from 'vitest';
import { hostAllowed, linkTarget, embeddedImage } from '../../../../chatkit/element/markdown/addresses';
import { collectCitations } from '../../../../chatkit/element/markdown/citations';
import { withoutPrompts } from '../../../../chatkit/element/markdown/prompts';
import { answer, citation } from '../../client/wire';
import { highlight, MAX_HIGHLIGHTED, type CodePiece } from '../../../../chatkit/element/markdown/highlight';

describe('copied code', () => {
  test.each([
    ['a Python session', '>>> import json\n>>> def f():\n...     pass\n...', 'import json\ndef f():\n    pass\n'],
    ['a shell session', '$ npm install\n$ npm start', 'npm install\nnpm start'],
    ['a session with output keeps the output', '>>> 1 + 1\n2', '1 + 1\n2'],
    ['prompts that are few', '$ make\nline\nline\nline', '$ make\nline\nline\nline'],
    ['JavaScript spreads', 'f(\n  ...args,\n  ...more\n)', 'f(\n  ...args,\n  ...more\n)'],
    ['PHP variables', '$a = 1;\n$b = 2;', '$a = 1;\n$b = 2;'],
    ['a lone dollar', '$', ''],
    ['code without prompts', 'let a = 1;\n\nlet b;', 'let a = 1;\n\nlet b;'],
  ])('%s', (_name, code, copied) => {
    expect(withoutPrompts(code)).toBe(copied);
  });
});

test.each([
  ['example.com', ['example.com'], true],
  ['a.example.com', ['example.com'], false],
  ['a.example.com', ['*.example.com'], false],
  ['evilexample.com', ['*.example.com'], false],
  ['a.example', ['*'], false],
  ['example.com', ['Example.com'], true],
  ['example.com', ['*.example.com'], false],
])('images of %s are allowed by %j: %s', (host, domains, allowed) => {
  expect(hostAllowed(host, domains)).toBe(allowed);
});

test('a deep link has a name and data', () => {
  expect(linkTarget('chatkit-link://ticket/open?id=7&x=%20y')).toEqual({
    kind: 'deeplink',
    name: 'ticket/open',
    data: { id: '7', x: ' y' },
  });
});

test('a source that is cited twice has one number, in order of its first place', () => {
  const { content } = answer('a', 'text', [
    citation('late', 9),
    citation('early', 1),
    citation('late', 12),
    citation('nowhere'),
  ]);
  const { sources, marks } = collectCitations(content);
  expect(sources.map(({ number, source }) => [number, source.title])).toEqual([
    [1, 'early'],
    [2, 'late'],
    [3, 'nowhere'],
  ]);
  expect(marks).toEqual([
    [
      { index: 1, number: 1 },
      { index: 9, number: 2 },
      { index: 12, number: 2 },
    ],
  ]);
});

const textOf = (pieces: readonly CodePiece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece.pieces))).join('');

describe('colouring code', () => {
  test.each(['python', 'pycon', 'TS', 'console', 'html', 'rust', 'json', 'diff', 'yaml'])('%s is known', (language) => {
    expect(highlight('x', language)).not.toBeNull();
  });

  test.each(['', 'nope', 'constructor', '__proto__'])('%j is not', (language) => {
    expect(highlight('x', language)).toBeNull();
  });

  test('changes no character of it, and HTML in it stays text', () => {
    const code = '<img src=x onerror="alert(1)">\n&amp; <b>def f():</b>\n\tpass # 🙂';
    for (const language of ['html', 'python', 'js']) expect(textOf(highlight(code, language) ?? [])).toBe(code);
  });

  test.each([
    ['long code', 'x = 1\n'.repeat(MAX_HIGHLIGHTED / 6 + 1), 'python'],
    // Each took a second for 20 kB.
    ['an endless word', 'a'.repeat(MAX_HIGHLIGHTED), 'ini'],
    ['an endless word of lines', '_'.repeat(MAX_HIGHLIGHTED), 'typescript'],
    ['words without a sign', 'a\n'.repeat(MAX_HIGHLIGHTED / 2), 'c'],
    ['words of another script without a sign', 'é '.repeat(MAX_HIGHLIGHTED / 2), 'java'],
    ['an endless line', '[[ '.repeat(MAX_HIGHLIGHTED / 3), 'markdown'],
    // Ends the stack of the colours.
    ['deep nesting', '@a(\n'.repeat(MAX_HIGHLIGHTED / 4), 'python'],
  ])('is left out where it would take long: %s', (_name, code, language) => {
    expect(highlight(code, language)).toBeNull();
  });

  test('stays in code of long lines, long names and long remarks', () => {
    const line = `const ${'longName'.repeat(20)} = call("${'words, and more; '.repeat(60)}");\n`;
    expect(highlight(line.repeat(5), 'js')).not.toBeNull();
    expect(
      highlight(`"""${'A sentence of a dozen words, which says something. '.repeat(30)}"""\n`, 'python'),
    ).not.toBeNull();
  });
});

test.each([
  ['data:image/png;base64,aGk=', true],
  ['data:image/webp;base64,aGk=', true],
  ['data:image/svg+xml;base64,PHN2Zz4=', false],
  ['data:image/png,<svg onload=alert(1)>', false],
  ['data:text/html;base64,aGk=', false],
  ['data:image/png;base64,aGk=" onerror="alert(1)', false],
  ['https://images.example/a.png', false],
  ['blob:https://example/1', false],
  ['javascript:alert(1)', false],
])('an image in its own address: %s is %s', (href, expected) => {
  expect(embeddedImage(href) !== null).toBe(expected);
});
