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
    [
      'LaTeXML breaks a long source behind a comment',
      '<p>So <math alttext="(v%\n_{j}\\rho)=0 % done">x</math>.</p>',
      'So $(v_{j}\\rho)=0$.',
    ],
    ['a sign for per cent is no comment', '<p>So <math alttext="5\\%+x">x</math>.</p>', 'So $5\\%+x$.'],
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
      '<pre><span class="line"><span class="ln">1</span> a = 1</span>\n<span class="line"><span class="ln">2</span>   b = 2</span></pre>',
      'a = 1\n  b = 2',
    ],
    [
      'numbers Doxygen writes',
      '<pre data-line="" class="line"><span class="lineno">    9</span> int a;</pre><pre data-line="" class="line"><span class="lineno">   10</span> int b;</pre>',
      'int a;\nint b;',
    ],
    ['formulas', `<p>So ${KATEX}.</p><p>Next.</p>`, 'So $E = mc^2$.\n\nNext.'],
  ])('%s', (_name, html, text) => {
    expect(pack(html).text).toBe(text);
  });

  test.each([
    ['a paragraph', '<p>Plain.</p>', 'Plain.'],
    ['code', '<pre>x = 1\n</pre>', 'x  =  1'],
    ['a table of numbers', '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>', '1 2\n3 4'],
    ['code that is a number', '<pre>42</pre>', '42\n'],
    ['variables of a shell', '<pre>echo $HOME\nls</pre>', 'echo $HOME\n\nls'],
    ['words a style makes large', '<p>Note well</p>', 'NOTE WELL'],
  ])('%s stays as the browser lays it out', (_name, html, text) => {
    expect(pack(html, { text }).text).toBe(text);
  });

  test('two words that the browser runs together are told apart, as in the Markdown', () => {
    const lines = '<p><span data-drawn="block">recurrent or</span><span data-drawn="block">convolutional</span></p>';
    expect(pack(lines, { text: 'recurrent orconvolutional' }).text).toBe('recurrent or\nconvolutional');
  });
});

describe('what only looks like something that is left out stays:', () => {
  test.each([
    ['output that counts', '<div class="highlight"><pre>1\n2\n3</pre></div>', '1\n2\n3'],
    ['output that counts, a line each', '<pre><span class="ln">1</span>\n<span class="ln">2</span></pre>', '1\n2'],
    [
      'numbers that a program begins its lines with',
      '<pre><span class="line"><span class="num">10</span> PRINT "A"</span>\n<span class="line"><span class="num">11</span> GOTO 10</span></pre>',
      '10 PRINT "A"\n11 GOTO 10',
    ],
    ['a column of numbers beside words', '<table><tr><td>1 2</td><td>a pair</td></tr></table>', '1 2\ta pair'],
    ['lines left out', '<pre>...\napp.use(cors());\n...</pre>', '...\napp.use(cors());\n...'],
    ['a body left out', '<pre>def f(self):\n    ...</pre>', 'def f(self):\n    ...'],
    ['an output that begins with what continues a shell', '<pre>$ npm test\n&gt; vitest</pre>', 'npm test\n> vitest'],
    ['links whose words are signs', '<p>Use <a href="#a">&gt;&gt;=</a> or <a href="#b">[]</a>.</p>', 'Use >>= or [].'],
    ['a heading that is a sign', '<h3><a href="#op">#</a></h3><p>hashes</p>', '#\n\nhashes'],
  ])('%s', (_name, html, text) => {
    expect(pack(html).text).toBe(text);
  });
});

describe('what flat text would lose is said:', () => {
  test.each([
    [
      'what is done',
      '<ul><li><input type="checkbox" checked> Linux</li><li><input type="checkbox">Windows</li></ul>',
      '(done) Linux\n(not done) Windows',
      '- [x] Linux\n- [ ] Windows',
    ],
    [
      'what is deleted',
      '<p>Call <del><code>open()</code></del> first.</p>',
      'Call (deleted: open()) first.',
      'Call ~~`open()`~~ first.',
    ],
    ['a power of several parts', '<p>2<sup>n+1</sup>-1</p>', '2^(n+1)-1', '2^(n+1)-1'],
    ['a power with a space', '<p>10<sup>3 k</sup></p>', '10^(3 k)', '10^(3 k)'],
    ['a power of a power', '<p>a<sup>b<sup>c</sup></sup></p>', 'a^(b^c)', 'a^(b^c)'],
    ['a power of code', '<p><code>x<sub>i+1</sub></code></p>', 'x_(i+1)', '`x_(i+1)`'],
    ['an ordinal is none', '<p>the 1<sup>st</sup> of May</p>', 'the 1st of May', 'the 1st of May'],
    ['a trade mark is none', '<p>Docent<sup>TM</sup></p>', 'DocentTM', 'DocentTM'],
    ['the name of LaTeX is none', '<p>L<sup>A</sup>T<sub>E</sub>X</p>', 'LATEX', 'LATEX'],
    ['a note is a note', '<p>so<sup><a href="#1">1</a></sup></p>', 'so[1]', 'so[1]'],
    [
      'lines that are boxes',
      '<pre><code data-drawn="block">a</code><code data-drawn="block">b</code></pre>',
      'a\nb',
      '```\na\nb\n```',
    ],
    ['an item within a line', '<div>a <div data-drawn="inline">b</div> c</div>', 'a b c', 'a b c'],
    ['where a list begins', '<ol start="3"><li>c</li><li>d</li></ol>', 'c\nd', '3. c\n4. d'],
    ['letters of a list', '<ol start="3" data-letters="lower-alpha"><li>x</li></ol>', 'x', 'c. x'],
    ['Roman numbers of a list', '<ol start="4" data-letters="upper-roman"><li>x</li></ol>', 'x', 'IV. x'],
    ['a list that counts down', '<ol start="2" reversed><li>x</li><li>y</li></ol>', 'x\ny', '2. x\n1. y'],
    [
      'hard spaces of code are spaces',
      '<pre>if\u00a0x:\n\u00a0\u00a0return</pre>',
      'if x:\n  return',
      '```\nif x:\n  return\n```',
    ],
    ['what nobody sees is nothing', '<p>a\u{e0041}b\u200bc</p><pre>d\u202e</pre>', 'abc\n\nd', 'abc\n\n```\nd\n```'],
  ])('%s', (_name, html, text, markdown) => {
    expect(pack(html)).toMatchObject({ text, markdown });
  });

  test.each([
    [
      'code and lists of a cell are parts of its line',
      '<table><tr><th>A</th><th>B</th></tr><tr><td><pre>f()\ng()</pre></td><td><ul><li>x</li><li>y</li></ul></td></tr></table>',
      '| A   | B   |\n| --- | --- |\n| `f()` `g()` | x; y |',
    ],
    [
      'a table that lays out a page is read as its blocks',
      '<table><tr><td><h2>Menu</h2></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>',
      '## Menu\n\n|     |     |\n| --- | --- |\n| a   | b   |',
    ],
  ])('%s', (_name, html, expected) => {
    expect(markdown(html)).toBe(expected);
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
