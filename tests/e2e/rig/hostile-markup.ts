/** Markup that costs far more than it is long, by what makes it so; each of a size that is asked for. */
export const HOSTILE_MARKUP: Record<string, (size: number) => string> = {
  'a cell as wide as a continent': (size) => `<table><tr><td colspan="${size}000">wide</td><td>b</td></tr></table>`,
  'a cell of endless width': () => '<table><tr><td colspan="Infinity">wide</td><td colspan="1e9">b</td></tr></table>',
  'a cell taller than the page': (size) => `<table><tr><td rowspan="${size}000">tall</td><td>b</td></tr></table>`,
  'elements within elements': (size) => `${'<div>'.repeat(size)}deep${'</div>'.repeat(size)}`,
  'quotes within quotes': (size) => `${'<blockquote>'.repeat(size)}deep${'</blockquote>'.repeat(size)}`,
  'tables within tables': (size) =>
    `${'<table><tr><td>'.repeat(size)}deep${'</td><td>b</td></tr></table>'.repeat(size)}`,
  'lists within lists': (size) => `${'<ul><li>item'.repeat(size)}${'</li></ul>'.repeat(size)}`,
  'empty elements within each other': (size) => `${'<i></i><s>'.repeat(size)}x${'</s>'.repeat(size)}`,
  'a table of many cells': (size) => `<table>${'<tr><td>1</td><td>2</td><td>3</td></tr>'.repeat(size / 3)}</table>`,
  'a row of many cells': (size) => `<table><tr>${'<td>x</td>'.repeat(size)}</tr><tr><td>y</td></tr></table>`,
  'a head of many rows': (size) => {
    const side = Math.ceil(Math.sqrt(size));
    return `<table><thead>${`<tr>${'<th>x</th>'.repeat(side)}</tr>`.repeat(side)}</thead></table>`;
  },
  'a giant list': (size) => `<ol>${'<li>x</li>'.repeat(size)}</ol>`,
  'a heap of attributes': (size) =>
    `<p ${Array.from({ length: size }, (_, index) => `a${index}=""`).join(' ')}>word</p>`,
  'one long attribute': (size) => `<p class="${'note '.repeat(size)}">word</p>`,
  'formatting closed out of order': (size) =>
    `<p>${Array.from({ length: size / 10 }, (_, index) => `<b class="${index}">`).join('')}</p>${'<p>x'.repeat(size)}`,
  'one long word': (size) => `<p>${'x'.repeat(size * 10)}</p>`,
  'spaces in code': (size) => `<pre>a${' '.repeat(size * 10)}b${' \t'.repeat(size)}c</pre>`,
  'blank lines in code': (size) => `<pre>${'<i> </i>\n'.repeat(size)}x</pre>`,
  'line numbers': (size) => `<pre>${'<b class="line"><i>1</i>x</b>\n'.repeat(size / 3)}</pre>`,
  'formulas within formulas': (size) => `<math>${'<msup>'.repeat(size)}<mi>x</mi>${'</msup>'.repeat(size)}</math>`,
  'notes within notes': (size) => `${'<div class="note">'.repeat(size / 3)}x${'</div>'.repeat(size / 3)}`,
  backticks: (size) => `<p><code>${'` '.repeat(size)}</code></p>`,
  'tags without an end': (size) => '<a "'.repeat(size),
  'comments without an end': (size) => `<p>x</p>${'<!--'.repeat(size)}`,
};

/** A page of the kinds that once froze the panel, with words to be read on the card. */
export const HOSTILE_PAGE = `<!doctype html><html lang="en"><title>Hostile</title><link rel="icon" href="data:,"><body><p id="words">Words of a hostile page.</p>
<table><tr><td colspan="30000000">wide</td><td colspan="1000">b</td></tr></table>
${HOSTILE_MARKUP['a row of many cells']!(900)}${HOSTILE_MARKUP['tables within tables']!(20)}${HOSTILE_MARKUP['lists within lists']!(60)}
${HOSTILE_MARKUP['spaces in code']!(2_000)}${HOSTILE_MARKUP['a giant list']!(2_000)}</body></html>`;
