import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Box,
  GAP,
  HANDLE,
  intersects,
  placePopover,
  type PlacementRequest,
  POINTER_GAP,
} from '../../../utils/page/popover-position';

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const view = box(0, 0, 1000, 800);
const size = { width: 200, height: 32 };
/** One line of text selected from x 300 to 500, at y 400. */
const line: PlacementRequest = {
  size,
  view,
  start: box(300, 400, 8, 18),
  end: box(492, 400, 8, 18),
  selected: [box(300, 400, 200, 18)],
  backward: false,
  pointer: null,
  touch: false,
  rightToLeft: false,
};

describe('the popover stands', () => {
  test.each<[string, Partial<PlacementRequest>, { left: number; top: number } | null]>([
    ['8 px under the end of a forward selection', {}, { left: 396, top: 426 }],
    ['8 px above the start of a backward one', { backward: true }, { left: 204, top: 360 }],
    ['lower where a touch handle hangs', { touch: true }, { left: 396, top: 426 + HANDLE }],
    [
      'above when there is no room below',
      { start: box(300, 770, 8, 18), end: box(492, 770, 8, 18), selected: [box(300, 770, 200, 18)] },
      { left: 204, top: 730 },
    ],
    [
      'below when a backward selection starts at the top',
      { backward: true, start: box(300, 4, 8, 18), end: box(492, 4, 8, 18), selected: [box(300, 4, 200, 18)] },
      { left: 396, top: 30 },
    ],
    [
      '8 px from the left edge',
      { start: box(2, 400, 8, 18), end: box(20, 400, 8, 18), selected: [box(2, 400, 26, 18)] },
      { left: 8, top: 426 },
    ],
    ['8 px from the right edge', { end: box(985, 400, 8, 18) }, { left: 792, top: 426 }],
    ['12 px under a pointer that rests lower than the line', { pointer: { x: 500, y: 424 } }, { left: 396, top: 436 }],
    [
      'above the start when the pointer leaves no room below',
      {
        pointer: { x: 492, y: 765 },
        start: box(300, 730, 8, 18),
        end: box(492, 730, 8, 18),
        selected: [box(300, 730, 200, 18)],
      },
      { left: 204, top: 690 },
    ],
    [
      'in the lower corner when neither end is in view',
      { start: null, end: null, selected: [box(0, -500, 700, 2000)] },
      { left: 792, top: 760 },
    ],
    [
      'in the other corner where reading runs the other way',
      { start: null, end: null, selected: [box(300, -500, 700, 2000)], rightToLeft: true },
      { left: 8, top: 760 },
    ],
    [
      'in the lower corner, over the text, when all one sees is selected',
      { start: null, end: null, selected: [box(0, -500, 1000, 2000)] },
      { left: 792, top: 760 },
    ],
    [
      'there too when the beginning is in view',
      { start: box(0, 2, 8, 18), end: null, selected: [box(0, 0, 1000, 2000)] },
      { left: 792, top: 760 },
    ],
    [
      'above the start when the page shows a tool of its own below',
      { avoid: [box(380, 420, 300, 60)] },
      { left: 204, top: 360 },
    ],
    [
      'below the tools of the page when there are some on both sides',
      { avoid: [box(380, 420, 300, 60), box(180, 340, 300, 60)] },
      { left: 396, top: 488 },
    ],
    ['over a tool of the page rather than nowhere', { avoid: [box(0, 0, 1000, 800)] }, { left: 396, top: 426 }],
    ['nowhere when nothing selected is in view', { start: null, end: null, selected: [box(0, 900, 100, 18)] }, null],
    [
      'not over a selected second column',
      { selected: [box(300, 400, 200, 18), box(400, 420, 300, 300)] },
      { left: 204, top: 360 },
    ],
    [
      'at the left edge of a view narrower than itself',
      { view: box(0, 0, 150, 800), end: box(90, 400, 8, 18), selected: [box(20, 400, 78, 18)] },
      { left: 8, top: 426 },
    ],
  ])('%s', (_, change, place) => {
    expect(placePopover({ ...line, ...change })).toEqual(place);
  });

  const coordinate = (max: number) => fc.integer({ min: 0, max });
  const selected = fc.array(
    fc
      .tuple(coordinate(950), coordinate(780), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 4, max: 300 }))
      .map((numbers) => box(...numbers)),
    { minLength: 1, maxLength: 12 },
  );
  const request = fc.record({
    selected,
    backward: fc.boolean(),
    touch: fc.boolean(),
    rightToLeft: fc.boolean(),
    pointer: fc.option(fc.record({ x: coordinate(1000), y: coordinate(800) })),
  });

  test('within the view, off the selection and off the pointer, for any selection', () => {
    fc.assert(
      fc.property(request, (given) => {
        const place = placePopover({ ...given, size, view, start: given.selected[0]!, end: given.selected.at(-1)! });
        if (!place) return;
        const at = box(place.left, place.top, size.width, size.height);
        expect(at.left >= GAP && at.top >= GAP && at.right <= 1000 - GAP && at.bottom <= 800 - GAP).toBe(true);
        expect(given.selected.filter((other) => intersects(at, other))).toEqual([]);
        if (given.pointer) {
          const across = Math.max(at.left - given.pointer.x, given.pointer.x - at.right, 0);
          const down = Math.max(at.top - given.pointer.y, given.pointer.y - at.bottom, 0);
          expect(Math.hypot(across, down)).toBeGreaterThanOrEqual(POINTER_GAP);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
