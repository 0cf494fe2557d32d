// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { codeOf } from '../../../utils/passage/code-language';

test.each([
  [
    'Sphinx',
    '<div class="highlight-python3 notranslate"><div class="highlight"><pre><b>x</b></pre></div></div>',
    'python3',
  ],
  [
    'Sphinx, shell',
    '<div class="highlight-shell-session notranslate"><div class="highlight"><pre><b>x</b></pre></div></div>',
    'shell-session',
  ],
  [
    'Sphinx without a language',
    '<div class="highlight-default notranslate"><div class="highlight"><pre><b>x</b></pre></div></div>',
    undefined,
  ],
  ['Node.js', '<pre><code class="language-mjs"><b>x</b></code></pre>', 'mjs'],
  ['Prism', '<pre class="language-css line-numbers"><code class="language-css"><b>x</b></code></pre>', 'css'],
  ['highlight.js', '<pre><code class="hljs javascript"><b>x</b></code></pre>', 'javascript'],
  ['highlight.js with a prefix', '<pre><code class="hljs language-go"><b>x</b></code></pre>', 'go'],
  ['GitHub', '<div class="highlight highlight-source-rust"><pre><b>x</b></pre></div>', 'rust'],
  ['pandoc', '<pre class="sourceCode haskell"><code class="sourceCode haskell"><b>x</b></code></pre>', 'haskell'],
  ['MDN', '<pre class="brush: html notranslate"><code><b>x</b></code></pre>', 'html'],
  ['rustdoc', '<pre class="rust rust-example-rendered"><code><b>x</b></code></pre>', 'rust'],
  ['data-lang', '<div data-lang="kotlin"><pre><b>x</b></pre></div>', 'kotlin'],
  ['data-language', '<figure><pre data-language="ts"><code><b>x</b></code></pre></figure>', 'ts'],
  ['C++', '<pre><code class="language-c++"><b>x</b></code></pre>', 'c++'],
  [
    'MkDocs Material, with line numbers',
    '<div class="language-python highlight"><table class="highlighttable"><tbody><tr><td class="linenos"><pre>1</pre></td><td class="code"><div><pre><code><b>x</b></code></pre></div></td></tr></tbody></table></div>',
    'python',
  ],
  [
    'Jekyll, with line numbers',
    '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="rouge-code"><pre><b>x</b></pre></td></tr></tbody></table></code></pre></div></div>',
    'ruby',
  ],
  ['TypeDoc', '<pre><code class="ts"><b>x</b></code></pre>', 'ts'],
  ['ExDoc', '<pre><code class="makeup elixir"><b>x</b></code></pre>', 'elixir'],
  ['knitr', '<pre class="r"><code><b>x</b></code></pre>', 'r'],
  ['Slate', '<pre class="highlight json tab-json"><code><b>x</b></code></pre>', 'json'],
  [
    'MediaWiki',
    '<div class="mw-highlight mw-highlight-lang-python mw-content-ltr"><pre><b>x</b></pre></div>',
    'python',
  ],
  [
    'cppreference',
    '<div class="mw-geshi"><div class="cpp source-cpp"><pre class="de1"><b>x</b></pre></div></div>',
    'cpp',
  ],
  ['highlight on the box', '<div class="highlight java"><pre><b>x</b></pre></div>', 'java'],
  ['a pre whose classes say how it looks', '<pre class="screen large d-flex"><b>x</b></pre>', undefined],
  ['a letter that is one of several classes', '<pre class="c de1"><b>x</b></pre>', undefined],
  ['a code that says something else', '<pre><code class="literal"><b>x</b></code></pre>', undefined],
  ['a plain block', '<pre><code class="language-plaintext"><b>x</b></code></pre>', undefined],
])('code in the markup of %s tells its language', (_, html, language) => {
  document.body.innerHTML = html;
  expect(codeOf(document.querySelector('b')!.firstChild!)?.language).toBe(language);
  expect(codeOf(document.querySelector('b')!)).toBeDefined();
});

test('prose is no code', () => {
  document.body.innerHTML = '<div class="language-en"><p>Some <b>words</b></p></div>';
  expect(codeOf(document.querySelector('b')!)).toBeUndefined();
});
