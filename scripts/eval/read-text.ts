import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Window } from 'happy-dom';
import { pageMarkdown } from '../../utils/panel/pack/page-markdown';

/** A text as the panel would read it: a page's markup by its main content, anything else as it stands. */
export function readText(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!/^\.x?html?$/u.test(extname(file))) return text.trim();
  const window = new Window();
  // What the page reader expects of a document of its own.
  const { Node, Element, HTMLElement } = window;
  Object.assign(globalThis, { Node, Element, HTMLElement });
  return pageMarkdown(text, (html) => new window.DOMParser().parseFromString(html, 'text/html') as unknown as Document);
}
