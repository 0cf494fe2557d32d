import type { Box } from './popover-position';

/** What of the viewport the reader sees: less than all of it while it is zoomed by two fingers. */
export function viewBox(view: Window): Box {
  const {
    offsetLeft = 0,
    offsetTop = 0,
    width = view.innerWidth,
    height = view.innerHeight,
  } = view.visualViewport ?? {};
  return { left: offsetLeft, top: offsetTop, right: offsetLeft + width, bottom: offsetTop + height };
}
