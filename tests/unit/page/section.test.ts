// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import '../passage/iterator-helpers';
import { sectionMarkdown } from '../../../utils/panel/pack/page-markdown';
import { readSection } from '../../../utils/page/section';

/** happy-dom lays nothing out; here everything is visible but what the test hides. */
beforeAll(() => {
  Element.prototype.checkVisibility = function (this: Element) {
    return this.closest('[hidden]') === null;
  };
  window.getComputedStyle = (element) =>
    ({
      display: element.closest('[hidden]') ? 'none' : element.localName === 'b' ? 'inline' : 'block',
      visibility: 'visible',
      userSelect: 'auto',
      whiteSpace: 'normal',
    }) as never;
});

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

/** The section around a quote, as Markdown; null where there is none. */
function sectionOf(exact: string): { heading: string; text: string } | null {
  const found = readSection({ exact, prefix: '', suffix: '' }, null, document);
  return found && { heading: found.heading, text: sectionMarkdown(found.html, parse).replace(/\s+/g, ' ') };
}

interface Shape {
  name: string;
  html: string;
  /** What is selected, and the words its section has; all others of the page are not in it. */
  cases: [selected: string, section: string][];
}

const shapes: Shape[] = [
  {
    name: 'headings beside their text (Markdown)',
    html: `<main><h1>Title</h1><p>intro</p><h2>One</h2><p>first</p><h3>Deep</h3><p>deeper</p><h2>Two</h2><p>second</p></main><footer>foot</footer>`,
    cases: [
      ['intro', 'Title intro'],
      ['first', 'One first Deep deeper'],
      ['deeper', 'Deep deeper'],
      ['second', 'Two second'],
      ['One', 'One first Deep deeper'],
    ],
  },
  {
    name: 'each heading in a box (Docusaurus, MDX)',
    html: `<nav>menu</nav><main><article><div class="markdown"><header><h1>Title</h1></header><p>intro</p>
      <div class="wrap"><h2>One</h2></div><p>first</p><div class="wrap"><h3>Deep</h3></div><p>deeper</p>
      <div class="wrap"><h2>Two</h2></div><p>second</p></div><footer>edit</footer></article><nav>next</nav></main>`,
    cases: [
      ['intro', 'Title intro'],
      ['first', 'One first Deep deeper'],
      ['deeper', 'Deep deeper'],
      ['second', 'Two second'],
    ],
  },
  {
    name: 'sections within sections (Sphinx)',
    html: `<div role="main"><section><h1>Title</h1><p>intro</p><section><h2>One</h2><p>first</p>
      <section><h3>Deep</h3><p>deeper</p></section><p>after</p></section><section><h2>Two</h2><p>second</p></section></section></div><div>foot</div>`,
    cases: [
      ['intro', 'Title intro'],
      ['first', 'One first Deep deeper after'],
      ['after', 'One first Deep deeper after'],
      ['deeper', 'Deep deeper'],
      ['second', 'Two second'],
    ],
  },
  {
    name: 'headings by role and level',
    html: `<div role="main"><div role="heading" aria-level="1">Title</div><p>intro</p><div role="heading" aria-level="2">One</div><p>first</p>
      <div role="heading" aria-level="3">Deep</div><p>deeper</p><h4 aria-level="2">Two</h4><p>second</p></div>`,
    cases: [
      ['intro', 'Title intro'],
      ['first', 'One first Deep deeper'],
      ['second', 'Two second'],
    ],
  },
  {
    name: 'text before any heading, and no heading at all',
    html: `<main><p>before</p><h2>One</h2><p>first</p><h2>Two</h2><p>second</p></main>`,
    cases: [
      ['before', 'before'],
      ['first', 'One first'],
    ],
  },
  {
    name: 'a note with a heading of its own',
    html: `<main><h2>One</h2><p>first</p><div class="admonition"><h2>Note</h2><p>noted</p></div><aside><h2>Tip</h2><p>tipped</p></aside><p>after</p><h2>Two</h2><p>second</p></main>`,
    cases: [
      ['first', 'One first Note noted Tip tipped after'],
      ['after', 'One first Note noted Tip tipped after'],
      ['second', 'Two second'],
    ],
  },
  {
    name: 'several headings of the first rank',
    html: `<main><h1>Name</h1><p>ls</p><h1>Options</h1><p>all</p><h2>Deep</h2><p>deeper</p><h1>Author</h1><p>somebody</p></main>`,
    cases: [
      ['ls', 'Name ls'],
      ['all', 'Options all Deep deeper'],
    ],
  },
  {
    name: 'a list of other pages beside the text',
    html: `<main><h2>One</h2><p>first</p><aside><a href="/a">other</a></aside><p>after</p></main>`,
    cases: [['first', 'One first after']],
  },
];

describe.each(shapes)('$name', ({ html, cases }) => {
  beforeEach(() => {
    document.body.innerHTML = html;
  });
  test.each(cases)('the section of “%s” is “%s”', (selected, section) => {
    const words = sectionOf(selected)?.text.replace(/#+ /g, '');
    expect(words).toBe(section);
  });
});

test('a passage that goes on in the next section takes that along', () => {
  document.body.innerHTML = `<main><h2>One</h2><p>fi<b>rst</b></p><h2>Two</h2><p>second</p><h2>Three</h2><p>third</p></main>`;
  expect(sectionOf('rst Two sec')?.text).toBe('## One first ## Two second');
});

test('the heading tells the section, without the link to itself', () => {
  document.body.innerHTML = `<main><h2>Limits <a href="#limits">#</a></h2><p>first</p></main>`;
  expect(sectionOf('first')?.heading).toBe('Limits');
});

test('headings and text in open shadow trees, and what is slotted into them, are one text', () => {
  document.body.innerHTML = `<main><doc-heading id="a"></doc-heading><doc-box id="b"><p>slotted</p></doc-box><doc-heading id="c"></doc-heading><p>second</p></main>`;
  const fill = (id: string, inner: string) => {
    document.getElementById(id)!.attachShadow({ mode: 'open' }).innerHTML = inner;
  };
  fill('a', '<h2>One</h2>');
  fill('b', '<p>shadowed</p><slot></slot>');
  fill('c', '<h2>Two</h2>');
  for (const selected of ['shadowed', 'slotted']) {
    expect(sectionOf(selected)?.text).toBe('## One shadowed slotted');
  }
  expect(sectionOf('second')?.text).toBe('## Two second');
});

test('a page that does not hold the quote has no section of it', () => {
  document.body.innerHTML = `<main><h2>One</h2><p>first</p></main>`;
  expect(sectionOf('gone')).toBeNull();
});
