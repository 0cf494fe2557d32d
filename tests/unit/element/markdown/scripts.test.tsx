import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { createTranslate } from '../../../../chatkit/element/strings';
import type { MarkdownEnvironment } from '../../../../chatkit/element/markdown/environment';
import { Markdown } from '../../../../chatkit/element/markdown/Markdown';

const environment: MarkdownEnvironment = {
  t: createTranslate('en'),
  onDeeplink: () => undefined,
  entities: undefined,
  sourceOf: () => undefined,
  images: { apiOrigin: 'http://127.0.0.1:1', isAllowed: () => false, allow: () => undefined },
};
const html = (text: string) =>
  renderToStaticMarkup(<Markdown text={text} finished environment={environment} />)
    .replace(/<div class="(?:markdown|chapter|group)"[^>]*>|<\/div>/g, '')
    .replace(/ target="_blank" rel="noopener noreferrer"/g, '');
const paragraph = (inner: string) => `<p dir="auto">${inner}</p>`;

describe('emphasis beside Chinese, Japanese and Korean punctuation', () => {
  test.each([
    ['**注意（重要）：**请先备份。', '<strong>注意（重要）：</strong>请先备份。'],
    ['这里**「重点」**很关键。', '这里<strong>「重点」</strong>很关键。'],
    ['これは**強調。**です', 'これは<strong>強調。</strong>です'],
    ['彼は*「はい」*と言った', '彼は<em>「はい」</em>と言った'],
    ['**스크립트(script)**는', '<strong>스크립트(script)</strong>는'],
    ['**"중요"**입니다', '<strong>&quot;중요&quot;</strong>입니다'],
    ['这是***（极其）重要！***的', '这是<em><strong>（极其）重要！</strong></em>的'],
    ['已~~删除（旧）。~~继续', '已<del>删除（旧）。</del>继续'],
    ['**「甲」**和**「乙」**', '<strong>「甲」</strong>和<strong>「乙」</strong>'],
    ['调用**`fetch()`**时', '调用<strong><code dir="ltr">fetch()</code></strong>时'],
    ['A **word**, a * star and snake_case_name', 'A <strong>word</strong>, a * star and snake_case_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
  ])('%s', (text, inner) => expect(html(text)).toBe(paragraph(inner)));
});

describe('tildes', () => {
  test.each([
    ['大约3~5天，价格100~200元。', '大约3~5天，价格100~200元。'],
    ['The delay is 10~20 ms here and 30~40 ms there.', 'The delay is 10~20 ms here and 30~40 ms there.'],
    ['~one~ and ~~two~~', '~one~ and <del>two</del>'],
  ])('one is a tilde, two strike out: %s', (text, inner) => expect(html(text)).toBe(paragraph(inner)));
});

describe('bare addresses', () => {
  const link = (href: string, text = href) => `<a href="${href}">${text}</a>`;
  test.each([
    ['参见 https://example.com/docs。然后继续', `参见 ${link('https://example.com/docs')}。然后继续`],
    ['https://example.com/a（说明）了解', `${link('https://example.com/a')}（说明）了解`],
    ['「https://example.com/a」を見る', `「${link('https://example.com/a')}」を見る`],
    [
      '访问https://example.com/查看',
      `访问${link('https://example.com/%E6%9F%A5%E7%9C%8B', 'https://example.com/查看')}`,
    ],
    ['访问https://example.com查看', `访问${link('https://example.com/', 'https://example.com')}查看`],
    [
      'https://example.com/a，https://example.com/b！',
      `${link('https://example.com/a')}，${link('https://example.com/b')}！`,
    ],
    ['زر https://example.com/a، ثم', `زر ${link('https://example.com/a')}، ثم`],
    ['“https://example.com/a”', `“${link('https://example.com/a')}”`],
    ['(see https://example.com/a_(b)).', `(see ${link('https://example.com/a_(b)')}).`],
    ['[https://example.com/a]', `[${link('https://example.com/a')}]`],
    ['**https://example.com/a**', `<strong>${link('https://example.com/a')}</strong>`],
    ['**https://example.com/a**后', `<strong>${link('https://example.com/a')}</strong>后`],
    ['https://example.com/__init__.py, then', `${link('https://example.com/__init__.py')}, then`],
    ['https://example.com/a?b=1&c=2.', `${link('https://example.com/a?b=1&amp;c=2')}.`],
    ['https://example.com/a?b=1&amp;c=2 too', `${link('https://example.com/a?b=1&amp;c=2')} too`],
    ['www.example.com/a。', `${link('http://www.example.com/a', 'www.example.com/a')}。`],
    ['write to a.b@example.com。', `write to ${link('mailto:a.b@example.com', 'a.b@example.com')}。`],
    ['https:// and www. and a@b', 'https:// and www. and a@b'],
    ['`https://example.com`', '<code dir="ltr">https://example.com</code>'],
  ])('end before what belongs to the sentence: %s', (text, inner) => expect(html(text)).toBe(paragraph(inner)));
});

describe('direction', () => {
  test('is each block’s own; code runs from the left', () => {
    expect(html('هذا الشرح.\n\nAn English one.\n\n# عنوان\n\n```\nx\n```')).toMatch(
      /^<p dir="auto">هذا الشرح\.<\/p><p dir="auto">An English one\.<\/p><h3 class="depth-1" dir="auto">عنوان<\/h3>.*<pre dir="ltr"/,
    );
  });

  test.each([
    ['- First.\n- عنصر', '<ul><li dir="ltr">First.</li><li dir="rtl">عنصر</li></ul>'],
    ['- عنصر\n\n  English', '<ul><li dir="rtl"><p dir="auto">عنصر</p><p dir="auto">English</p></li></ul>'],
    ['> **שלום** hello', '<blockquote dir="rtl"><p dir="auto"><strong>שלום</strong> hello</p></blockquote>'],
    ['- `code` عنصر', '<ul><li dir="rtl"><code dir="ltr">code</code> عنصر</li></ul>'],
  ])('of an item or a quote is that of its words: %s', (text, drawn) => expect(html(text)).toBe(drawn));

  test('of a table is that of its first words, and each cell has its own', () => {
    const drawn = html('| اسم | b |\n|---|---|\n| c | د |');
    expect(drawn).toMatch(/^<div class="table" dir="rtl"/);
    expect(drawn.match(/<t[hd][^>]* dir="auto"/g)).toHaveLength(4);
  });
});
