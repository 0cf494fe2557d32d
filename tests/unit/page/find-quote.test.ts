// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { findQuote } from '../../../utils/page/find-quote';

/** happy-dom lays nothing out; here everything is visible but what the test hides. */
beforeEach(() => {
  Element.prototype.checkVisibility = function (this: Element) {
    return this.closest('[hidden]') === null;
  };
});

const find = (exact: string, prefix = '', suffix = '', anchor: string | null = null) =>
  findQuote({ exact, prefix, suffix }, anchor, document);
const whereOf = (range: Range | null) => range?.startContainer.parentElement?.closest('[id]')?.id;

test('of equal texts the one with the right surroundings is found, whatever cannot be selected beside it', () => {
  document.body.innerHTML =
    '<p id="a">first <b>the words</b> one</p><p id="b">second <i hidden>not seen</i> <b>the words</b> two</p>';
  expect(whereOf(find('the words', 'second ', ' two'))).toBe('b');
  expect(whereOf(find('the words', 'first ', ' one'))).toBe('a');
});

test('without surroundings that fit, the first one after the anchor is found', () => {
  document.body.innerHTML = '<p id="a">the words</p><h2 id="h">Here</h2><p id="b">the words</p>';
  expect(whereOf(find('the words', '', '', 'h'))).toBe('b');
});

test('a text with something between that cannot be selected is found from its start to its end', () => {
  document.body.innerHTML = '<pre id="a"><i style="user-select:none">$ </i>npm <i hidden>secret</i>test</pre>';
  const range = find('npm test');
  expect([range?.startContainer.textContent, range?.startOffset]).toEqual(['npm ', 0]);
  expect([range?.endContainer.textContent, range?.endOffset]).toEqual(['test', 4]);
});

test('hidden text is no place, folded text the last one', () => {
  document.body.innerHTML = '<p id="a" hidden>the words</p><script>"the words"</script>';
  expect(find('the words')).toBeNull();
  document.body.innerHTML = '<div hidden="until-found" style="display:block;visibility:visible" id="a">the words</div>';
  expect(whereOf(find('the words'))).toBe('a');
  document.body.innerHTML += '<p id="b">the words</p>';
  expect(whereOf(find('the words'))).toBe('b');
});

test('on a page of two thousand paragraphs the styles of three are read', () => {
  document.body.innerHTML = Array.from({ length: 2_000 }, (_, at) => `<p id="p${at}">Paragraph ${at}.</p>`).join('');
  const styles = vi.spyOn(globalThis, 'getComputedStyle');
  expect(whereOf(find('Paragraph 700.', 'Paragraph 699.', 'Paragraph 701.'))).toBe('p700');
  expect(styles.mock.calls.length).toBeLessThanOrEqual(3);
  styles.mockRestore();
});
