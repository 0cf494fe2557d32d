import { centre } from './controls';
import { locateText, selectedText } from './in-page';
import { type Point, type Surface, until } from './surface';

/** Drags over a text of the page, from its first to its last character. @returns what is then selected */
export async function selectWithMouse(surface: Surface, text: string): Promise<string> {
  const { first, last } = await find(surface, text);
  await surface.drag(
    { x: first.x + 1, y: first.y + first.height / 2 },
    { x: last.x + last.width - 0.5, y: last.y + last.height / 2 },
  );
  return selection(surface, text);
}

/** Puts the caret in front of a text with one click and extends it with Shift and the arrow key. */
export async function selectWithKeyboard(surface: Surface, text: string): Promise<string> {
  // A click into an older selection only drops it, and a page that is still being laid out moves under one.
  const length = await until(`a caret in front of "${text}"`, async () => {
    const found = await find(surface, text);
    await surface.click({ x: found.first.x + 0.5, y: found.first.y + found.first.height / 2 });
    return squeeze(text).startsWith(squeeze(await surface.run(behindCaret, Math.min(12, text.length)))) && found.length;
  });
  await surface.press('ArrowRight', { hold: ['Shift'], times: length });
  // Browsers count a line's end differently: press on until the eye sees the whole text, as a reader does.
  await until(`all of "${text}" to be selected`, async () => {
    if (squeeze(await surface.run(selectedText)).includes(squeeze(text))) return true;
    await surface.press('ArrowRight', { hold: ['Shift'] });
    return false;
  });
  return selection(surface, text);
}

const squeeze = (seen: string) => seen.replace(/\s+/g, ' ');

/** The next characters behind the caret; what no text begins with if there is none. */
function behindCaret(count: number): string {
  const selected = getSelection();
  if (selected?.type !== 'Caret') return '\0';
  const rest = selected.getRangeAt(0).cloneRange();
  rest.setEndAfter(document.body);
  return rest.toString().trimStart().slice(0, count);
}

/** Clicks into the middle of a text, which collapses the selection. */
export async function clickText(surface: Surface, text: string, button: 'left' | 'right' = 'left'): Promise<void> {
  await surface.click(centre((await find(surface, text)).first), { button });
}

async function find(surface: Surface, text: string) {
  await until(`the text "${text}" in the page`, () => surface.run(locateText, text));
  // Scrolling it into view may move it: ask once more where it came to rest.
  return until(`the text "${text}" in view`, () => surface.run(locateText, text));
}

async function selection(surface: Surface, text: string): Promise<string> {
  return until(`a selection of "${text}"`, async () => (await surface.run(selectedText)) || null);
}

/**
 * Where in the window a line of this element begins, once it is scrolled to the middle.
 *
 * @param selector of the first such element; its top line is at least 16 px high
 */
export const lineOf = (surface: Surface, selector: string): Promise<Point> =>
  surface.run((wanted) => {
    const element = document.querySelector(wanted)!;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return { x: box.x, y: box.y + 8 };
  }, selector);
