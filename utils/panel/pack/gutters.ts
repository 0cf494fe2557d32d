const CODE = 'pre,table,[class*=highlight],[class*=code]';
/** How generators call an element of line numbers. */
const NAMED =
  /(?:^|[\s_-])(?:line-?n(?:o|os|r|um|ums|umber|umbers)|line-numbers-rows|ln|lno|lnum|lineno|linenos|linenodiv|lnt|gutter|blob-num|source-line-no|src-line-numbers)(?:$|[\s_-])/i;
const NUMBERS = /^\s*\d+(?:\s+\d+)*\s*$/;
/** A column of numbers is a gutter from here on; one number alone may be the code itself. */
const FEWEST_LINES = 2;

/**
 * Takes line numbers out of code: elements that the page names so and that hold only digits, and a column of its own
 * beside code that counts up by one. Numbers within a block that nothing marks are its code: output, or BASIC.
 */
export function dropGutters(body: HTMLElement): void {
  const behind: Node[] = [];
  for (const element of body.querySelectorAll('td,th,pre,span,a,div,i,b')) {
    if (!element.isConnected || !NUMBERS.test(element.textContent)) continue;
    const isNamed = NAMED.test(element.getAttribute('class') ?? '') && element.closest(CODE) !== null;
    if (!(isNamed && !isAllThereIs(element)) && !isColumn(element)) continue;
    if (element.nextSibling && element.localName !== 'td') behind.push(element.nextSibling);
    element.remove();
  }
  // One space that stands behind every number sets it apart; the others indent.
  if (behind.every(({ textContent }) => /^[ \u00a0]/.test(textContent ?? '')))
    for (const node of behind)
      if (node.nodeType === Node.TEXT_NODE) node.textContent = (node.textContent ?? '').slice(1);
}

/** Numbers that are all of a block are what it shows. */
function isAllThereIs(element: Element): boolean {
  const block = element.parentElement?.closest('pre');
  return block ? NUMBERS.test(block.textContent) && !isColumn(block) : false;
}

/** `1 2 3` in an element of its own beside code, one number to a line. */
function isColumn(element: Element): boolean {
  if (!/^(?:td|th|pre|div)$/.test(element.localName)) return false;
  const numbers = element.textContent.trim().split(/\s+/);
  return numbers.length >= FEWEST_LINES && countsUp(numbers) && besideCode(element);
}

/** Before it or after it, in the same row or box, stands code that is more than numbers. */
function besideCode(element: Element): boolean {
  const column = element.closest('td,th') ?? element;
  return [column.previousElementSibling, column.nextElementSibling].some(
    (neighbour) => neighbour !== null && isCode(neighbour) && !NUMBERS.test(neighbour.textContent),
  );
}

const isCode = (element: Element) =>
  element.matches('pre,code,[class*=code]') || element.querySelector('pre,code') !== null;

function countsUp(numbers: string[]): boolean {
  const [first = NaN] = numbers.map(Number);
  return numbers.every((text, index) => /^\s*\d+\s*$/.test(text) && Number(text) === first + index);
}
