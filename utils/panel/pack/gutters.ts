const CODE = 'pre,table,[class*=highlight],[class*=code]';
/** How generators call an element of line numbers. */
const NAMED =
  /(?:^|[\s_-])(?:line-?n(?:o|os|r|um|ums|umber|umbers)|line-numbers-rows|lineno|linenos|linenodiv|lnt|gutter|blob-num|source-line-no|src-line-numbers)(?:$|[\s_-])/i;
const NUMBERS = /^\s*\d+(?:\s+\d+)*\s*$/;
/** A column of numbers is a gutter from here on; one number alone may be the code itself. */
const FEWEST_LINES = 2;

/**
 * Takes line numbers out of code: elements that are named so and hold only digits, and columns (a cell, a `pre`, the
 * first element of every line) that count up by one. @returns how many elements went
 */
export function dropGutters(body: HTMLElement): number {
  let count = 0;
  const drop = (element: Element) => {
    element.remove();
    count += 1;
  };
  for (const element of body.querySelectorAll('td,th,pre,span,a,div,i,b')) {
    if (!element.isConnected || !NUMBERS.test(element.textContent)) continue;
    const isNamed = NAMED.test(element.getAttribute('class') ?? '') && element.closest(CODE) !== null;
    if (isNamed || isColumn(element)) drop(element);
  }
  for (const code of body.querySelectorAll('pre')) {
    const firsts = lineStarts(code);
    const numbers = firsts.map((element) => element?.textContent ?? '');
    if (firsts.length >= FEWEST_LINES && countsUp(numbers)) firsts.forEach((element) => element && drop(element));
  }
  return count;
}

/** `1 2 3` in an element of its own beside code, one number to a line. */
function isColumn(element: Element): boolean {
  if (!/^(?:td|pre|div)$/.test(element.localName)) return false;
  const numbers = element.textContent.trim().split(/\s+/);
  return (
    numbers.length >= FEWEST_LINES && countsUp(numbers) && /^(?:td|div)$/.test(element.parentElement?.localName ?? 'td')
  );
}

/** The first element of each line of code, as far as each line begins with one. */
function lineStarts(code: Element): (Element | null)[] {
  const lines = Array.from(code.querySelectorAll('tr,.line,[class*=line]')).filter(
    (line) => line.textContent.trim() !== '' && line.firstElementChild !== null,
  );
  return lines.map((line) =>
    line.textContent.trimStart().startsWith(line.firstElementChild!.textContent.trim()) ? line.firstElementChild : null,
  );
}

function countsUp(numbers: string[]): boolean {
  const [first = NaN] = numbers.map(Number);
  return numbers.every((text, index) => /^\s*\d+\s*$/.test(text) && Number(text) === first + index);
}
