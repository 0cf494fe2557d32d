import { append, button } from './popover-view';

export interface MenuItem {
  label: string;
  /** Full wording where the label is shortened. */
  title?: string;
  choose(): void;
}

const EDGE = 8;
const GAP = 4;

/** Opens the ⋯ menu under (or above) the pill, within the view, and moves the focus to its first item. */
export function openMenu(
  shadow: ShadowRoot,
  anchor: HTMLElement,
  items: MenuItem[],
  mayPress: (event: Event) => boolean,
): HTMLElement {
  const document = shadow.ownerDocument;
  const menu = append(shadow, document.createElement('div'), 'm');
  menu.dir = anchor.dir;
  menu.role = 'menu';
  for (const { label, title, choose } of items) {
    const item = button(menu, label, '');
    item.role = 'menuitem';
    item.tabIndex = -1;
    if (title) item.title = item.ariaLabel = title;
    item.addEventListener('click', (event) => mayPress(event) && choose());
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

/** Arrow keys, Home and End among the buttons of a toolbar or menu, round and round. */
export function moveFocus(event: KeyboardEvent, within: HTMLElement, active: Element | null): void {
  const buttons = [...within.querySelectorAll('button')];
  const at = buttons.indexOf(active as HTMLButtonElement);
  const forward = within.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = within.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  const to = { [forward]: at + 1, ArrowDown: at + 1, [backward]: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  const next = to === undefined ? undefined : buttons.at(to % buttons.length);
  if (!next) return;
  event.preventDefault();
  for (const each of buttons) each.tabIndex = each === next ? 0 : -1;
  next.focus();
}
