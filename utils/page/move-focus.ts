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
