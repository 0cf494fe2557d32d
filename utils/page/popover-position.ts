/** Viewport coordinates in CSS px. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
export interface Point {
  x: number;
  y: number;
}

export interface PlacementRequest {
  size: { width: number; height: number };
  /** What of the viewport the reader sees. */
  view: Box;
  /** The first and the last selected character, null while out of view. */
  start: Box | null;
  end: Box | null;
  /** Every selected box in view. */
  selected: readonly Box[];
  /** The selection was made from its end to its start. */
  backward: boolean;
  /** Where the pointer rests, if it made the selection just now. */
  pointer: Point | null;
  /** Native handles hang below a selection made by touch. */
  touch: boolean;
  rightToLeft: boolean;
  /** What the page itself lets float there (`neighbours.ts`): passed by wherever that is possible. */
  avoid?: readonly Box[];
}

/**
 * Px between the selection and the popover, and between the popover and the edges of the view (docs/interface.md 6).
 */
export const GAP = 8;
/** Px the popover keeps from the pointer, so that nothing appears under a finger that presses again. */
export const POINTER_GAP = 12;
/** Px a touch handle hangs below its line. */
export const HANDLE = 36;
/** Px of view below which the popover shows icons only. */
export const NARROW_BELOW = 360;

/**
 * Top left corner for the popover, or null when there is no place: under the end of a forward selection, above the start
 * of a backward one, the other way round where there is no room, else in a corner of the view; never over selected text,
 * unless there is nothing else in view and one of its ends is out of it (Ctrl+A).
 */
export function placePopover(request: PlacementRequest): { left: number; top: number } | null {
  const { view, size, start, end, selected, backward, rightToLeft, avoid = [] } = request;
  if (!selected.some((box) => intersects(box, view))) return null;
  const ends = [end && beside(request, end, 1), start && beside(request, start, -1)];
  if (backward) ends.reverse();
  const sides = [view.right - GAP - size.width, view.left + GAP];
  if (rightToLeft) sides.reverse();
  const corners = [view.bottom - GAP - size.height, view.top + GAP].flatMap((top) =>
    sides.map((left) => ({ left, top })),
  );
  const beyond = ends.flatMap((place) =>
    avoid.flatMap((box) => [box.bottom + GAP, box.top - GAP - size.height].map((top) => place && { ...place, top })),
  );
  const fitting = [...ends, ...beyond, ...corners].filter((place) => {
    if (!place || place.top < view.top + GAP || place.top + size.height > view.bottom - GAP) return false;
    return !isNear(request.pointer, boxAt(place, size));
  }) as Place[];
  const isFree = (boxes: readonly Box[]) => (place: Place) =>
    !boxes.some((other) => intersects(boxAt(place, size), other));
  const free = fitting.filter(isFree(selected));
  return (
    free.find(isFree(avoid)) ??
    free[0] ??
    (start && end ? null : (corners.find((place) => fitting.includes(place)) ?? null))
  );
}

type Place = { left: number; top: number };

export function boxAt({ left, top }: Place, { width, height }: PlacementRequest['size']): Box {
  return { left, top, right: left + width, bottom: top + height };
}

/** Under (1) or above (-1) a selected character, centred on it, moved away from the pointer. */
function beside({ size, view, pointer, touch }: PlacementRequest, at: Box, way: 1 | -1) {
  const centred = (at.left + at.right - size.width) / 2;
  const left = Math.max(view.left + GAP, Math.min(centred, view.right - GAP - size.width));
  let top = way > 0 ? at.bottom + GAP + (touch ? HANDLE : 0) : at.top - GAP - size.height;
  if (isNear(pointer, boxAt({ left, top }, size))) {
    top = way > 0 ? Math.max(top, pointer!.y + POINTER_GAP) : Math.min(top, pointer!.y - POINTER_GAP - size.height);
  }
  return { left, top };
}

function isNear(pointer: Point | null, box: Box): boolean {
  if (!pointer) return false;
  const across = Math.max(box.left - pointer.x, pointer.x - box.right, 0);
  const down = Math.max(box.top - pointer.y, pointer.y - box.bottom, 0);
  return Math.hypot(across, down) < POINTER_GAP;
}

export function intersects(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
