import type { Popover } from './popover';
import type { Press } from './popover-menu';
import { append, button, type PopoverView } from './popover-view';

const NOTE_MS = 6_000;
/** A status line is read out only when it changes some time after it came into the page. */
const SPEAK_MS = 100;

interface Note {
  view: Window;
  popover: Popover;
  parts: PopoverView;
  press: Press;
  sentence: string;
  undo?: { label: string; act(): void };
}

/** Replaces the popover's buttons by a sentence for six seconds. */
export function tellInPopover({ view, popover, parts: { shadow, pill, status }, press, sentence, undo }: Note): void {
  const { document } = view;
  const focused = !!shadow.activeElement;
  popover.stay();
  const signal = popover.showing()?.signal;
  if (!signal) return;
  const note = append(shadow, document.createElement('div'), 'pill');
  note.dir = pill.dir;
  append(note, document.createElement('span'), '').textContent = sentence;
  pill.hidden = true;
  const undoButton = undo && button(note, undo.label, 'undo');
  undoButton?.addEventListener('click', (event) =>
    press(event, () => {
      popover.hide();
      undo?.act();
    }),
  );
  popover.fit();
  const timers = [view.setTimeout(() => (status.textContent = sentence), SPEAK_MS)];
  // Who came by keyboard stays at the undo as long as it takes; Escape leads back.
  if (focused && undoButton) undoButton.focus();
  else timers.push(view.setTimeout(popover.hide, NOTE_MS));
  signal.addEventListener('abort', () => {
    timers.forEach((timer) => view.clearTimeout(timer));
    note.remove();
    pill.hidden = false;
  });
}
