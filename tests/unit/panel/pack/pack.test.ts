// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packPassage } from '../../../../utils/panel/pack/pack';
import { aPassage } from '../passages';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const pack = (html: string, over: Parameters<typeof aPassage>[0] = {}) =>
  packPassage(aPassage({ text: 'as the browser gives it', html, ...over }), parse);
const markdown = (html: string, over?: Parameters<typeof aPassage>[0]) => pack(html, over).markdown;
const KATEX =
  '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>E</mi></mrow><annotation encoding="application/x-tex">E = mc^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">E=mc2</span></span>';

describe('the Markdown of a passage', () => {
  test.each([
    ['a heading loses its permalink', '<h2>Basic Usage<a href="https://d.example/#u">¶</a></h2>', '## Basic Usage'],
    ['a list', '<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
    ['words stay as they are', '<p>snake_case and 2*3*4 &lt;b&gt;</p>', 'snake_case and 2*3*4 <b>'],
    ['emphasis and code', '<p><em>a</em> <strong>b</strong> <code>c_d</code></p>', '*a* **b** `c_d`'],
    [
      'a fence has the language of a wrapper',
      '<div class="highlight-python3"><div class="highlight"><pre><span>x</span> = 1\n</pre></div></div>',
      '```python3\nx = 1\n```',
    ],
    [
      'a table',
      '<table><thead><tr><th>Python</th><th>JSON</th></tr></thead><tbody><tr><td>None</td><td>null</td></tr></tbody></table>',
      '| Python | JSON |\n| --- | --- |\n| None | null |',
    ],
    [
      'an admonition is a quote under its title',
      '<div class="admonition warning"><p class="admonition-title">Warning</p><p>Be careful.</p></div>',
      '> **Warning**\n>\n> Be careful.',
    ],
    [
      'a note set as a table of one row loses the table',
      '<div class="admonitionblock note"><table><tr><td class="icon"><div class="title">Note</div></td><td class="content">Read this.</td></tr></table></div>',
      '> **Note**\n>\n> Read this.',
    ],
    [
      'a signature is code',
      '<dl><dt class="sig">json.dumps(<em>obj</em>, *)</dt><dd>Serialize.</dd></dl>',
      '`json.dumps(obj, *)`\n\nSerialize.',
    ],
    ['KaTeX is its source', `<p>So ${KATEX}.</p>`, 'So $E = mc^2$.'],
    [
      'the chosen tab alone',
      '<div role="tablist"><span role="tab">npm</span><span role="tab" aria-selected="true">pnpm</span></div><pre>pnpm i</pre>',
      'pnpm\n\n```\npnpm i\n```',
    ],
    ['a picture is its words', '<p>See <img src="https://d.example/x.png" alt="the diagram">.</p>', 'See the diagram.'],
    ['powers', '<p>2<sup>10</sup> and H<sub>2</sub>O</p>', '2^10 and H_2O'],
  ])('%s', (_name, html, expected) => {
    expect(markdown(html)).toBe(expected);
  });

  test('names addresses only in its linked form', () => {
    const { markdown, linked } = pack('<p>See <a href="https://d.example/x">the guide</a>.</p>');
    expect(markdown).toBe('See the guide.');
    expect(linked).toBe('See [the guide](https://d.example/x).');
    expect(pack('<p>Plain.</p>')).not.toHaveProperty('linked');
  });

  test('of code alone has the language of the passage', () => {
    expect(markdown('<pre>let x;</pre>', { code: { language: 'js' } })).toBe('```js\nlet x;\n```');
    expect(packPassage(aPassage({ text: 'let x;', code: { language: 'js' } }), parse).markdown).toBe(
      '```js\nlet x;\n```',
    );
  });
});

describe('what is not meant to be read is left out of the text too:', () => {
  const shell = '<pre><span class="gp">$ </span>npm install\n<span class="gp">$ </span>npm test\n</pre>';
  test.each([
    ['prompts a highlighter marks', shell, 'npm install\nnpm test'],
    [
      'prompts as text',
      "<pre>&gt;&gt;&gt; import json\n&gt;&gt;&gt; json.dumps(1)\n'1'\n</pre>",
      "import json\njson.dumps(1)\n'1'",
    ],
    [
      'a column of line numbers',
      '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2\n3</pre></td><td class="code"><pre>a\nb\nc</pre></td></tr></table>',
      'a\nb\nc',
    ],
    ['a column no class names', '<table><tr><td><pre>7\n8</pre></td><td><pre>a\nb</pre></td></tr></table>', 'a\nb'],
    [
      'a number before each line',
      '<pre><span class="line"><span>1</span> a = 1</span>\n<span class="line"><span>2</span> b = 2</span></pre>',
      'a = 1\n b = 2',
    ],
    [
      'numbers Doxygen writes',
      '<pre data-line="" class="line"><span class="lineno">    9</span> int a;</pre><pre data-line="" class="line"><span class="lineno">   10</span> int b;</pre>',
      'int a;\n int b;',
    ],
    ['formulas', `<p>So ${KATEX}.</p><p>Next.</p>`, 'So $E = mc^2$.\n\nNext.'],
  ])('%s', (_name, html, text) => {
    expect(pack(html).text).toBe(text);
  });

  test.each([
    ['a paragraph', '<p>Plain.</p>'],
    ['code', '<pre>x = 1\n</pre>'],
    ['a table of numbers', '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>'],
    ['code that is a number', '<pre>42</pre>'],
    ['variables of a shell', '<pre>echo $HOME\nls</pre>'],
  ])('%s stays as the browser gives it', (_name, html) => {
    expect(pack(html).text).toBe('as the browser gives it');
  });
});

describe('formulas', () => {
  test.each([
    ['MathML', '<math><mfrac><mi>a</mi><msqrt><mi>b</mi></msqrt></mfrac></math>', '$\\frac{a}{\\sqrt{b}}$'],
    [
      'MathML, sums',
      '<math display="block"><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msup><mi>x</mi><mn>2</mn></msup></math>',
      '$$\n\\sum_{i=1}^nx^2\n$$',
    ],
    ['MathJax 4', '<mjx-container data-latex="x_1" class="MathJax"><mjx-math>x1</mjx-math></mjx-container>', '$x_1$'],
    [
      'MathJax 3',
      '<mjx-container display="true"><mjx-math>x</mjx-math><mjx-assistive-mml><math display="block"><mi>x</mi></math></mjx-assistive-mml></mjx-container>',
      '$$\nx\n$$',
    ],
    [
      'MathJax 2',
      '<span class="MathJax_Preview">x</span><span class="MathJax">x</span><math display="inline"><annotation encoding="application/x-tex">x^3</annotation></math>',
      '$x^3$',
    ],
    ['Sphinx before its script ran', '<p>Is <span class="math notranslate">\\(y &lt; 2\\)</span></p>', 'Is $y < 2$'],
    ['a picture', '<p><img class="math" alt="a+b" src="https://d.example/1.png"></p>', '$a+b$'],
  ])('of %s are TeX', (_name, html, expected) => {
    expect(markdown(html)).toBe(expected);
  });

  test('survive any nesting', () => {
    const tag = fc.constantFrom('mfrac', 'msup', 'msub', 'mrow', 'msqrt', 'mtable', 'mtr', 'mtd', 'mi', 'mover');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constant('<mi>x</mi>'),
        fc
          .tuple(tag, fc.array(tie('tree'), { maxLength: 4 }))
          .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
      ),
    }));
    fc.assert(fc.property(tree, (inner) => !markdown(`<p>a <math>${inner}</math></p>`).includes('undefined')));
  });
});

test('any markup gives a text and a Markdown without throwing', () => {
  const piece = fc.constantFrom(
    '<pre>',
    '</pre>',
    '<table><tr><td>',
    '</td><td>',
    '</td></tr><tr><td>',
    '1',
    '2',
    '</td></tr></table>',
    '<div class="note">',
    '</div>',
    KATEX,
    '<a href="https://d.example/">',
    '</a>',
    '<dl><dt>',
    '<math>',
    '</math>',
    'words ',
    '\n',
    '<h2>',
    '<ul><li>',
    '</ul>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { text, markdown } = pack(pieces.join(''));
      expect(text).not.toBe('');
      expect(markdown).not.toBe('');
    }),
  );
});
