/** What cannot stand in a cell of Markdown. */
const BLOCKS = 'pre,ul,ol,dl,p,div,blockquote,section,article,figure,hr,br';
/** What makes a table a way to lay out a page, which is read as the blocks that it holds. */
const LAYOUT = 'table,h1,h2,h3,h4,h5,h6';
/** Lines of code that may become parts of a cell; a program is read line by line. */
const MAX_CODE_LINES = 4;

/**
 * Makes every table one that Markdown can write: what stands in a cell is one line of it. A table that holds tables,
 * headings or a program is taken apart, row by row. Changes `body`.
 */
export function tidyTables(body: HTMLElement): void {
  for (const table of Array.from(body.querySelectorAll('table')).reverse()) {
    const cells = Array.from(table.querySelectorAll('td,th'));
    if (table.querySelector(LAYOUT) || cells.some(holdsProgram)) takeApart(table);
    else cells.forEach(flatten);
  }
}

const holdsProgram = (cell: Element) =>
  Array.from(cell.querySelectorAll('pre')).some(
    ({ textContent }) => textContent.trim().split('\n').length > MAX_CODE_LINES,
  );

function takeApart(table: Element): void {
  const { ownerDocument } = table;
  const own = Array.from(table.querySelectorAll('caption,td,th')).filter((cell) => cell.closest('table') === table);
  const parts = own.map((cell) => {
    const block = ownerDocument.createElement('div');
    block.append(...cell.childNodes);
    return block;
  });
  table.replaceWith(...parts);
}

/** Blocks of a cell as parts of one line, items told apart by semicolons. */
function flatten(cell: Element): void {
  const { ownerDocument } = cell;
  for (const block of Array.from(cell.querySelectorAll(BLOCKS)).reverse()) {
    if (block.localName === 'pre') block.replaceWith(...codeLines(block));
    else if (/^[uod]l$/.test(block.localName)) block.replaceWith(' ', ...itemsOf(block), ' ');
    else block.replaceWith(' ', ...block.childNodes, ' ');
  }

  function codeLines(pre: Element): (Node | string)[] {
    const lines = pre.textContent.split('\n').filter((line) => line.trim() !== '');
    return lines.flatMap((line) => {
      const code = ownerDocument.createElement('code');
      code.textContent = line.trim();
      return [' ', code];
    });
  }
}

function itemsOf(list: Element): (Node | string)[] {
  return Array.from(list.children).flatMap((item, index) => [index ? '; ' : '', ...item.childNodes]);
}
