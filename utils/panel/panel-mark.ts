/** How many panels are remembered as closed properly: more than ever leave a note behind. */
const MAX_LEFT = 20;
const LEFT = 'left';

/** Says that this document lives, for as long as it does: the browser takes the lock away, however the document ends. */
export function sayAlive(writer: string): void {
  void navigator.locks.request(writer, () => new Promise(() => undefined)).catch(() => undefined);
}

/** Writers of the panels that left of themselves, one after the other. */
export const readLeft = () => localStorage.getItem(LEFT) ?? '';

/**
 * Keeps that a panel left of itself, or takes that back. In `localStorage`, because that alone takes a value while a page
 * is being closed: Firefox ends the extension's interfaces first.
 */
export function markLeft(writer: string, left: boolean): void {
  const others = readLeft().replace(writer, '');
  localStorage.setItem(LEFT, (left ? writer + others : others).slice(0, MAX_LEFT * writer.length));
}
