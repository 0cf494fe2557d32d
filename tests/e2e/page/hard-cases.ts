/** A page made by hand for one thing that is hard to capture, and what must come of it. */
export interface HardCase {
  name: string;
  /** Inside `body`. */
  html: string;
  /** Text to select; or, run in the page, what selects it. */
  from: string;
  to?: string;
  markdown: string;
  text?: string;
  section?: { note?: string; tab?: string | undefined; headings?: string[] };
  code?: { language?: string };
}

const KATEX =
  '<span class="katex"><span class="katex-mathml" style="position:absolute;clip:rect(1px,1px,1px,1px);width:1px;height:1px;overflow:hidden"><math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">E = mc^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span>E=mc<sup>2</sup></span></span></span>';
const CODE_FONT = 'font-family:monospace;white-space:pre';

export const HARD_CASES: HardCase[] = [
  {
    name: 'a formula of KaTeX keeps its source',
    html: `<p>Energy is ${KATEX} for mass.</p>`,
    from: 'Energy is',
    to: 'for mass.',
    markdown: 'Energy is $E = mc^2$ for mass.',
    text: 'Energy is $E = mc^2$ for mass.',
  },
  {
    name: 'a part of a drawn formula is the formula',
    html: `<p>Energy is ${KATEX} for mass.</p>`,
    from: '=mc2',
    markdown: '$E = mc^2$',
  },
  {
    name: 'MathML without a source is written as TeX',
    html: '<p>Half: <math><mfrac><mn>1</mn><mi>n</mi></mfrac></math> of it.</p>',
    from: 'Half:',
    to: 'of it.',
    markdown: 'Half: $\\frac{1}{n}$ of it.',
  },
  {
    name: 'MathJax 2 keeps its source in a script',
    html: '<p>So <span class="MathJax_Preview"></span><span class="MathJax">x2</span><script type="math/tex">x^2</script> it is.</p>',
    from: 'So',
    to: 'it is.',
    markdown: 'So $x^2$ it is.',
  },
  {
    name: 'line numbers in a column of their own go',
    html: `<table><tr><td class="gutter"><pre>1\n2</pre></td><td><pre class="language-go"><code>package main\nfunc main() {}</code></pre></td></tr></table>`,
    from: '1',
    to: 'func main() {}',
    markdown: '```go\npackage main\nfunc main() {}\n```',
    text: 'package main\nfunc main() {}',
  },
  {
    name: 'line numbers in front of each line go',
    html: `<pre><code class="language-py"><span class="line"><span class="ln">1</span>a = 1\n</span><span class="line"><span class="ln">2</span>b = 2\n</span></code></pre>`,
    from: '1a',
    to: 'b = 2',
    markdown: '```py\na = 1\nb = 2\n```',
    text: 'a = 1\nb = 2',
  },
  {
    name: 'prompts go',
    html: '<pre class="language-console">$ npm install docent\n$ npm test</pre>',
    from: '$ npm install',
    to: 'test',
    markdown: '```console\nnpm install docent\nnpm test\n```',
    text: 'npm install docent\nnpm test',
    code: { language: 'console' },
  },
  {
    name: 'code without pre is told by how it is set',
    html: `<div class="snippet" style="${CODE_FONT}">if (a)\n  b();</div>`,
    from: 'if (a)',
    to: 'b();',
    markdown: '```\nif (a)\n  b();\n```',
    code: {},
  },
  {
    name: 'the tab by ARIA',
    html: '<div role="tablist"><button role="tab" id="t1" aria-selected="false">npm</button><button role="tab" id="t2" aria-selected="true">pnpm</button></div><div role="tabpanel" aria-labelledby="t2"><pre>pnpm add docent</pre></div>',
    from: 'pnpm add docent',
    markdown: '```\npnpm add docent\n```',
    section: { tab: 'pnpm' },
  },
  {
    name: 'the tab by its radio button',
    html: '<div class="tabbed-set"><input type="radio" name="s" id="a"><input type="radio" name="s" id="b" checked><div class="labels"><label for="a">C</label><label for="b">C++</label></div><div class="tabbed-content"><div><p>Use a class here.</p></div></div></div>',
    from: 'Use a class here.',
    markdown: 'Use a class here.',
    section: { tab: 'C++' },
  },
  {
    name: 'words behind a set of tabs are in none of them (VitePress)',
    html: '<div class="vp-code-group"><div class="tabs"><input type="radio" name="g" id="g1" checked><label for="g1">npm</label></div><div class="blocks"><pre>npm add docent</pre></div></div><p>Then start it by hand.</p>',
    from: 'Then start it by hand.',
    markdown: 'Then start it by hand.',
    section: { tab: undefined },
  },
  {
    name: 'words behind a set of tabs are in none of them (Docusaurus, Starlight)',
    html: '<div><ul role="tablist"><li role="tab" aria-selected="true">pnpm</li></ul><div><div role="tabpanel"><pre>pnpm add docent</pre></div></div></div><p>Now start it by hand.</p>',
    from: 'Now start it by hand.',
    markdown: 'Now start it by hand.',
    section: { tab: undefined },
  },
  {
    name: 'the kind of note by its title',
    html: '<h2>Install</h2><div class="theme-admonition alert alert--danger"><div class="admonitionHeading">Take care</div><p>It deletes files.</p></div>',
    from: 'It deletes files.',
    markdown: 'It deletes files.',
    section: { note: 'Take care', headings: ['Install'] },
  },
  {
    name: 'a note within is a quote',
    html: '<p>Before.</p><div class="custom-block tip"><p class="custom-block-title">Tip</p><p>Use it.</p></div><p>After.</p>',
    from: 'Before.',
    to: 'After.',
    markdown: 'Before.\n\n> **Tip**\n>\n> Use it.\n\nAfter.',
  },
  {
    name: 'right-to-left words stay as they are',
    html: '<div dir="rtl" lang="ar"><p>يستخدم <code>json.dumps</code> لتحويل الكائن.</p></div>',
    from: 'يستخدم',
    to: 'الكائن.',
    markdown: 'يستخدم `json.dumps` لتحويل الكائن.',
  },
  {
    name: 'vertical text',
    html: '<div style="writing-mode:vertical-rl" lang="ja"><p>辞書は順序を保つ。</p></div>',
    from: '辞書は',
    to: '保つ。',
    markdown: '辞書は順序を保つ。',
  },
  {
    name: 'a heading with boxes in it stays one line',
    html: '<h3 id="purpose"><div><a href="#purpose"></a></div><div>1.1\u00a0 Purpose</div></h3><p>Efficient code reads well.</p>',
    from: '1.1',
    to: 'reads well.',
    markdown: '### 1.1 Purpose\n\nEfficient code reads well.',
  },
  {
    name: 'a table with the words of its cells',
    html: '<table><thead><tr><th>Flag</th><th>Use</th></tr></thead><tbody><tr><td><code>-a</code></td><td>all | some</td></tr></tbody></table>',
    from: 'Flag',
    to: 'some',
    markdown: '| Flag | Use |\n| --- | --- |\n| `-a` | all \\| some |',
  },
  {
    name: 'words of one cell are no table',
    html: '<table><tr><td>one</td><td>just these words</td></tr></table>',
    from: 'these words',
    markdown: 'these words',
  },
  {
    name: 'an ordered list keeps its numbers',
    html: '<ol start="3"><li>three</li><li>four</li></ol>',
    from: 'three',
    to: 'four',
    markdown: '3. three\n4. four',
  },
  {
    name: 'links whose words are signs stay',
    html: '<p>Chain with <a href="#bind"><code>&gt;&gt;=</code></a> or <a href="#and">&amp;&amp;</a>; index by <a href="#idx">[]</a>.</p>',
    from: 'Chain with',
    to: '.',
    markdown: 'Chain with `>>=` or &&; index by [].',
    text: 'Chain with >>= or &&; index by [].',
  },
  {
    name: 'output that counts stays',
    html: '<p>It prints:</p><div class="highlight"><pre>1\n2\n3\n</pre></div><p>and ends.</p>',
    from: 'It prints:',
    to: 'and ends.',
    markdown: 'It prints:\n\n```\n1\n2\n3\n```\n\nand ends.',
  },
  {
    name: 'numbers of statements stay',
    html: '<pre><code class="language-basic"><span class="line"><span class="num">10</span> PRINT "A"</span>\n<span class="line"><span class="num">11</span> GOTO 10</span></code></pre>',
    from: '10',
    to: 'GOTO 10',
    markdown: '```basic\n10 PRINT "A"\n11 GOTO 10\n```',
    text: '10 PRINT "A"\n11 GOTO 10',
  },
  {
    name: 'lines of code drawn as boxes are lines',
    html: '<pre><code class="language-py" style="display:flex;flex-direction:column"><span>a = 1</span><span>b = 2</span></code></pre>',
    from: 'a = 1',
    to: 'b = 2',
    markdown: '```py\na = 1\nb = 2\n```',
    text: 'a = 1\nb = 2',
  },
  {
    name: 'a code for each line is one block of lines',
    html: '<pre><code style="display:block">npm ci</code><code style="display:block">npm start</code></pre>',
    from: 'npm ci',
    to: 'npm start',
    markdown: '```\nnpm ci\nnpm start\n```',
    text: 'npm ci\nnpm start',
  },
  {
    name: 'what code shows when it was copied is no code',
    html: '<div style="position:relative"><pre><code class="language-bash">npm ci</code><button>Copy</button><span style="opacity:0;position:absolute">Copied!</span></pre></div><p>Then run it.</p>',
    from: 'npm ci',
    to: 'Then run it.',
    markdown: '```bash\nnpm ci\n```\n\nThen run it.',
    text: 'npm ci\n\nThen run it.',
  },
  {
    name: 'what is done and what is not',
    html: '<ul><li><input type="checkbox" checked disabled> Linux is supported</li><li><input type="checkbox" disabled> Windows is supported</li></ul>',
    from: 'Linux',
    to: 'Windows is supported',
    markdown: '- [x] Linux is supported\n- [ ] Windows is supported',
    text: '(done) Linux is supported\n(not done) Windows is supported',
  },
  {
    name: 'a part of an ordered list keeps the numbers of the page',
    html: '<ol><li>Stop it.</li><li>Copy it.</li><li>Change the key.</li><li>Start it.</li></ol>',
    from: 'Change the key.',
    to: 'Start it.',
    markdown: '3. Change the key.\n4. Start it.',
  },
  {
    name: 'a list keeps its letters and what it leaps',
    html: '<ol type="a"><li>one</li><li value="5">five</li><li>six</li></ol>',
    from: 'five',
    to: 'six',
    markdown: 'e. five\nf. six',
  },
  {
    name: 'words of a drawing are words',
    html: '<p>Before.</p><svg width="300" height="60"><text x="0" y="20">Client</text><path d="M0 0"/><text x="0" y="50">Gateway</text></svg><p>Behind.</p>',
    from: 'Before.',
    to: 'Behind.',
    markdown: 'Before.\n\nClient\n\nGateway\n\nBehind.',
  },
  {
    name: 'a button among words is a word',
    html: '<p>A <button style="user-select:text">passage</button> is what is sent.</p>',
    from: 'A ',
    to: 'what is sent.',
    markdown: 'A passage is what is sent.',
  },
  {
    name: 'what nobody sees is in no form',
    html: '<p>Plain words\u{e0073}\u{e0061} here, zero\u200bwidth, \u202eover\u202c soft\u00adhyphen.</p><pre>code\u{e0073} line</pre>',
    from: 'Plain words',
    to: ' line',
    markdown: 'Plain words here, zerowidth, over softhyphen.\n\n```\ncode line\n```',
  },
];
