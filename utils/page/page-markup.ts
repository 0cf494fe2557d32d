import { MAX_PAGE_MARKUP, MAX_TITLE } from '../passage/limits';
import type { PageMarkup } from '../passage/show-world';
import { attributeOf, closestTo, hasWords, isElement, isText, own, parentOf } from '../passage/text-walk';
import { drawnChildren } from './composed';
import { createSight } from './hidden-text';
import { type Extent, writeMarkup } from './inert-html';

/** What is written in one go: at most so many elements. */
const MAX_TOGETHER = 60;
const MAX_SLICE_MS = 8;
const LIMITS = { html: MAX_PAGE_MARKUP, nodes: 100_000, depth: 400 };
/** Of the width and the height of the view. */
const MAX_COLUMN = 0.4;
const MIN_COLUMN = 0.5;
const TEXT = 'h1,p,pre,main,article,table,dl,iframe';
const TITLED = 'h1,h2,h3,h4,h5,h6,dt,summary,[role=heading]';

/**
 * Markup of what a reader sees of a page, in the order of drawing: open shadow trees and frames of the same origin stand
 * where they are drawn, what nobody sees is left out. Written in slices, so that the page goes on meanwhile.
 */
export async function readPage(document: Document): Promise<PageMarkup> {
  let out = '';
  let began = performance.now();
  let seen = seenIn(document);
  if (document.body) await write(document.body, false, seen);
  const { title, location } = document;
  return { html: out, title: title.slice(0, MAX_TITLE), url: location.href };

  async function write(node: Node, inCode: boolean, extent: Extent): Promise<void> {
    if (out.length > MAX_PAGE_MARKUP) return;
    if (performance.now() - began > MAX_SLICE_MS) {
      await nextTask();
      began = performance.now();
      // What was asked of boxes is true until something scrolls.
      seen = extent = seenIn(node.ownerDocument!);
    }
    if (!node.isConnected) return;
    const inner = isElement(node) ? documentOf(node) : undefined;
    if (inner?.body) {
      out += '<div>';
      await write(inner.body, false, seenIn(inner));
      out += '</div>';
      return;
    }
    if (isElement(node) && isColumn(node)) return;
    if (!isElement(node) || isSmall(node)) {
      out += writeMarkup(node, extent, inCode, LIMITS) ?? '';
      return;
    }
    const shell = writeMarkup(node, { ...extent, touches: (each) => each === node }, inCode, LIMITS) ?? '';
    const end = shell.lastIndexOf('</');
    if (end < 0) return;
    out += shell.slice(0, end);
    for (const child of Array.from(drawnChildren(node))) await write(child, inCode || shell.startsWith('<pre'), extent);
    out += shell.slice(end);
  }
}

/** Whatever is in it is written at once. */
function isSmall(element: Element): boolean {
  if (element.shadowRoot || own(element, 'localName') === 'slot') return false;
  const all = own(element, 'getElementsByTagName').call(element, '*');
  return all.length <= MAX_TOGETHER && Array.from(all).every((each) => !each.shadowRoot && !documentOf(each));
}

/** The document of a frame that the page itself can read. */
function documentOf(element: Element): Document | undefined {
  if (!/^i?frame$/.test(own(element, 'localName'))) return undefined;
  try {
    return (element as HTMLIFrameElement).contentDocument ?? undefined;
  } catch {
    return undefined;
  }
}

function seenIn(document: Document): Extent {
  const look = createSight(document.defaultView!);
  return {
    seen: true,
    first: document.body,
    touches: (node) => !isElement(node) || (!isPressed(node) && !isMark(node)),
    textIn(node, whole) {
      const parent = node.parentElement ?? (node.parentNode as ShadowRoot).host;
      return whole || !hasWords(node) || look(node, boxOf(parent)) ? node.data : '';
    },
  };
}

/** What has no box of its own is drawn as what holds it. */
function boxOf(element: Element): Element {
  let at = element;
  for (let up = parentOf(at); up && getComputedStyle(at).display === 'contents'; up = parentOf(at)) at = up;
  return at;
}

/** A column that stays or scrolls by itself beside the text, and has nothing but names of parts and pages. */
function isColumn(element: Element): boolean {
  const { position, overflowY } = getComputedStyle(element);
  if (!/fixed|sticky/.test(position) && !/auto|scroll/.test(overflowY)) return false;
  const { width, height } = own(element, 'getBoundingClientRect').call(element);
  const view = element.ownerDocument.defaultView!;
  const isNarrow = width < view.innerWidth * MAX_COLUMN && height > view.innerHeight * MIN_COLUMN;
  return (
    isNarrow && !own(element, 'querySelector').call(element, TEXT) && !!own(element, 'querySelector').call(element, 'a')
  );
}

/** A button is no text, but where it stands for a heading or unfolds what it names. */
function isPressed(element: Element): boolean {
  if (own(element, 'localName') !== 'button') return false;
  const names = closestTo(element, TITLED) || attributeOf(element, 'aria-expanded') !== null;
  return !names && !Array.from(own(element, 'parentNode')!.childNodes).some((each) => isText(each) && hasWords(each));
}

/** In code what cannot be selected is none of it: prompts, line numbers. */
const isMark = (element: Element): boolean =>
  closestTo(element, 'pre') !== null && getComputedStyle(element).userSelect === 'none';

/** A timer would wait a second where the page is in the background. */
const nextTask = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
