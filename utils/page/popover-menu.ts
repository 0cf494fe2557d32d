import { append, button } from './popover-view';

export interface MenuItem {
  label: string;
  /** The full label when the shown one is shortened. */
  title?: string;
  choose(): void;
}

/** Runs `act` if the press may count (`popover.ts`). */
export type Press = (event: Event, act: () => void) => void;

const EDGE = 8;
const GAP = 4;

/** Opens the ⋯ menu under (or above) the pill, within the view, and moves the focus to its first item. */
export function openMenu(shadow: ShadowRoot, anchor: HTMLElement, items: MenuItem[], press: Press): HTMLElement {
  const document = shadow.ownerDocument;
  const menu = append(shadow, document.createElement('div'), 'menu');
  menu.dir = anchor.dir;
  menu.role = 'menu';
  for (const { label, title, choose } of items) {
    const item = button(menu, label, '');
    item.role = 'menuitem';
    item.tabIndex = -1;
    if (title) item.title = item.ariaLabel = title;
    item.addEventListener('click', (event) => press(event, choose));
  }
  const { clientWidth, clientHeight } = document.documentElement;
  const pill = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(pill.right - width, clientWidth - EDGE - width));
  const above = pill.bottom + GAP + height > clientHeight - EDGE && pill.top - GAP - height >= EDGE;
  menu.style.left = `${left - pill.left}px`;
  menu.style.top = `${above ? -GAP - height : pill.height + GAP}px`;
  return menu;
}
