// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import '../passage/iterator-helpers';
import { headingTrail } from '../../../utils/page/headings';

/** happy-dom lays nothing out; here everything is visible but what the test hides. */
beforeAll(() => {
  Element.prototype.checkVisibility = function (this: Element) {
    return this.closest('[hidden]') === null;
  };
});

const at = (selector = '#here') => {
  const found = document.querySelector(selector);
  return found!.firstChild ?? found!;
};

describe('on a Sphinx page', () => {
  beforeEach(() => {
    document.body.innerHTML = `
      <div class="related"><h3>Navigation</h3></div>
      <section id="module-json">
        <h1><a class="reference internal" href="#module-json"><code>json</code></a> — JSON encoder and decoder<a class="headerlink" href="#module-json">¶</a></h1>
        <p id="intro">Intro</p>
        <section id="basic-usage"><h2>Basic Usage<a class="headerlink" href="#basic-usage">¶</a></h2>
          <dl class="py function"><dt class="sig sig-object py" id="json.dump"><span>json.dump</span><a class="headerlink" href="#json.dump">¶</a></dt><dd><p id="here">Serialize obj</p></dd></dl>
          <dl class="py class"><dt id="json.JSONDecoder">class json.JSONDecoder</dt><dd><p>Simple decoder.</p>
            <dl class="py method"><dt id="json.JSONDecoder.decode">decode(s)</dt><dd><p id="method">Return</p></dd></dl>
            <p id="after">After the method</p></dd></dl>
          <p id="below">Below both</p></section>
        <section id="exceptions"><h2>Exceptions and <em>C#</em><a class="headerlink" href="#exceptions">¶</a></h2><h3>Deep</h3><p id="deep">Deep</p></section>
      </section>`;
  });

  test.each([
    ['#here', ['Basic Usage'], 'json.dump'],
    ['#method', ['Basic Usage'], 'json.JSONDecoder.decode'],
    ['#after', ['Basic Usage'], 'json.JSONDecoder'],
    ['#below', ['Basic Usage'], 'basic-usage'],
    ['#deep', ['Exceptions and C#', 'Deep'], 'exceptions'],
    ['#intro', [], 'module-json'],
  ])('%s stands under %j at %s', (selector, headings, anchor) => {
    expect(headingTrail(at(selector), 'json — JSON encoder and decoder — Python documentation')).toEqual({
      headings,
      anchor,
    });
  });

  test('the first heading is told when the title does not say it', () => {
    expect(headingTrail(at(), 'Docs').headings).toEqual(['json — JSON encoder and decoder', 'Basic Usage']);
  });
});

test('a method of RDoc is a place of its own, without a heading', () => {
  document.body.innerHTML = `<section><header><h3>Public Class Methods</h3></header>
    <div id="method-c-create" class="method-detail"><div class="method-heading">create</div><p id="here">Makes one.</p></div>
    <div id="method-c-groups" class="method-detail"><div class="method-heading">groups</div><p id="there">Lists them.</p></div></section>`;
  expect(headingTrail(at(), 'Extensions')).toEqual({ headings: ['Public Class Methods'], anchor: 'method-c-create' });
  expect(headingTrail(at('#there'), 'Extensions').anchor).toBe('method-c-groups');
});

test('a function of Haddock is a place of its own, without a heading', () => {
  document.body.innerHTML = `<h1 id="g:1">Encoding</h1>
    <div class="top"><p class="src"><a id="v:encode" class="def">encode</a> :: a -> b</p><div class="doc"><p id="here">Writes it.</p></div></div>
    <div class="top"><p class="src"><a id="v:decode" class="def">decode</a> :: b -> a</p><div class="doc"><p id="there">Reads it.</p></div></div>
    <p id="after">Both are total.</p>`;
  expect(headingTrail(at(), 'Data.Aeson')).toEqual({ headings: ['Encoding'], anchor: 'v:encode' });
  expect(headingTrail(at('#there'), 'Data.Aeson').anchor).toBe('v:decode');
  expect(headingTrail(at('#after'), 'Data.Aeson').anchor).toBe('g:1');
});

test('a Node.js page keeps its ids in the permalinks', () => {
  document.body.innerHTML = `
    <header><h1>Node.js v18.20.4 documentation</h1></header>
    <h2>File system<span><a class="mark" href="#file-system" id="file-system">#</a></span><a aria-hidden="true" class="legacy" id="fs_file_system"></a></h2>
    <section><h3>Promise example<span><a class="mark" href="#promise-example" id="promise-example">#</a></span></h3><p>x</p>
    </section><section><h3>Promises API<span><a class="mark" href="#promises-api" id="promises-api">#</a></span></h3>
    <h4>Class: <code>FileHandle</code><span><a class="mark" href="#class-filehandle" id="class-filehandle">#</a></span></h4><p id="here">A FileHandle</p></section>`;
  expect(headingTrail(at(), 'File system | Node.js v18.20.4 Documentation')).toEqual({
    headings: ['File system', 'Promises API', 'Class: FileHandle'],
    anchor: 'class-filehandle',
  });
});

describe('elsewhere', () => {
  test.each([
    ['headings of a menu do not count', '<nav><h2>Menu</h2></nav><h2>Real</h2><p id="here">x</p>', ['Real']],
    ['hidden headings do not count', '<h2>Real</h2><h3 hidden>Ghost</h3><p id="here">x</p>', ['Real']],
    [
      'a heading of an earlier section does not count',
      '<section><h2>Other</h2></section><section><p id="here">x</p></section>',
      [],
    ],
    [
      'a deeper heading before a higher one does not count',
      '<h2>A</h2><h4>Deep</h4><h3>B</h3><p id="here">x</p>',
      ['A', 'B'],
    ],
    ['a heading after the passage does not count', '<h2>A</h2><p id="here">x</p><h2>Later</h2>', ['A']],
    [
      'a role is a heading too',
      '<div role="heading" aria-level="3">Made by role</div><p id="here">x</p>',
      ['Made by role'],
    ],
    ['a heading that is itself selected counts', '<h2 id="here">Selected</h2>', ['Selected']],
    [
      'the title of a note heads the note alone',
      '<h2 id="a">Alpha</h2><div class="x"><h5>Note</h5><p>x</p></div><p id="here">Behind</p>',
      ['Alpha'],
    ],
    [
      'the title of a note heads the note',
      '<h2 id="a">Alpha</h2><div class="x"><h5>Note</h5><p id="here">x</p></div>',
      ['Alpha', 'Note'],
    ],
    [
      'the title of a card heads the card alone',
      '<h2>Alpha</h2><p>x</p><div><div><h4>Card</h4></div><p>y</p></div><section><p id="here">Behind</p></section>',
      ['Alpha'],
    ],
    [
      'the title of a box with lines heads the box alone, whatever its rank',
      '<h2>Alpha</h2><div style="border-left: 3px solid"><h3>Tip</h3><p>x</p></div><p id="here">Behind</p>',
      ['Alpha'],
    ],
    [
      'a heading in a box with its first lines heads what follows',
      '<h1>Docs</h1><div><h2>Alpha</h2><p>In short</p></div><div><p id="here">Behind</p></div>',
      ['Docs', 'Alpha'],
    ],
    [
      'a heading in a box of its own heads what follows',
      '<h2>Alpha</h2><div style="background: red"><h4>Deep</h4> <a href="#x">#</a></div><p id="here">Behind</p>',
      ['Alpha', 'Deep'],
    ],
    [
      'a title in a section with its own headings is not lost',
      '<h2>A</h2><div><h5>Note</h5><h6>More</h6><p>x</p></div><h3>B</h3><p id="here">x</p>',
      ['A', 'B'],
    ],
    [
      'what is said beside a heading is no part of it',
      '<h3><a><span>Stations</span></a><small>Find one</small><button></button></h3><p id="here">x</p>',
      ['Stations'],
    ],
    [
      'where a heading stands in its source is no part of it',
      '<h3>first(x)<div class="location"><a>at line 164</a></div></h3><p id="here">x</p>',
      ['first(x)'],
    ],
    [
      'a heading of several lines is told whole',
      '<h2><div>Part 1</div> <div>Getting started</div></h2><p id="here">x</p>',
      ['Part 1 Getting started'],
    ],
    [
      'small print alone is the heading',
      '<h2><small>Notes</small></h2><div role="heading" aria-level="3">By <b>role</b></div><p id="here">x</p>',
      ['Notes', 'By role'],
    ],
    ['a page without headings has none', '<p id="here">x</p>', []],
  ])('%s', (_, html, headings) => {
    document.body.innerHTML = html;
    expect(headingTrail(at(), 'Title').headings).toEqual(headings);
  });

  test.each([
    ['in the line before its heading', '<p><a id="X1"></a></p><h3>Lists</h3><p id="here">x</p>', 'X1'],
    ['by name before its heading', '<a name="n1"></a><h3>Lists</h3><p id="here">x</p>', 'n1'],
    [
      'in the deepest of what is empty before its heading',
      '<div id="o"><b><a id="in"></a></b></div><h3>L</h3><p id="here">x</p>',
      'o',
    ],
    [
      'at the start of an entry',
      '<h3 id="up">Up</h3><ul><li><a id="next():A"></a><p id="here">x</p></li></ul>',
      'next():A',
    ],
    [
      'of another entry no more',
      '<h3 id="up">Up</h3><ul><li><a id="a"></a>x</li><li><p id="here">x</p></li></ul>',
      'up',
    ],
    ['of a note no more', '<h2 id="a">A</h2><div><h5 id="n">Note</h5><p>x</p></div><p id="here">x</p>', 'a'],
    ['between paragraphs', '<h2 id="a">A</h2><p>x</p><a name="later"></a><p id="here">x</p>', 'later'],
  ])('the nearest anchor is found %s', (_, html, anchor) => {
    document.body.innerHTML = html;
    expect(headingTrail(at(), 'Title').anchor).toBe(anchor);
  });

  test('thousands of headings cost a handful of comparisons', () => {
    document.body.innerHTML = `${'<h3>Noise</h3><p>x</p>'.repeat(3_000)}<h2>Near</h2><p id="here">x</p>${'<h3>Noise</h3>'.repeat(3_000)}`;
    const compare = Node.prototype.compareDocumentPosition;
    let calls = 0;
    Node.prototype.compareDocumentPosition = function (other) {
      calls += 1;
      return compare.call(this, other);
    };
    try {
      expect(headingTrail(at(), 'Title').headings).toEqual(['Near']);
      expect(calls).toBeLessThan(20);
    } finally {
      Node.prototype.compareDocumentPosition = compare;
    }
  });
});
