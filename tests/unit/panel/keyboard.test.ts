// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followKeyboard, HAND_OVER_MS, POINTER_MS } from '../../../utils/panel/keyboard';
import { panelKey } from '../../../utils/panel/panel-key';

let leaving: AbortController;
let hasFocus: boolean;
let steps: string[];
let want: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  leaving = new AbortController();
  hasFocus = false;
  steps = [];
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus);
  want = followKeyboard({
    window,
    focusComposer: () => steps.push('composer'),
    onElsewhere: (elsewhere) => steps.push(elsewhere ? 'say the key' : 'say nothing'),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    signal: leaving.signal,
  });
});
afterEach(() => {
  leaving.abort();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const gain = () => {
  hasFocus = true;
  window.dispatchEvent(new Event('focus'));
};
const lose = () => {
  hasFocus = false;
  window.dispatchEvent(new Event('blur'));
};

describe('the keyboard of a docked panel', () => {
  test('that has it goes to the composer, and nothing is said', () => {
    hasFocus = true;
    want();
    vi.advanceTimersByTime(10_000);
    expect(steps).toEqual(['composer']);
  });

  test('that the browser hands over in time is not spoken of', () => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS - 1);
    gain();
    vi.advanceTimersByTime(10_000);
    expect(steps).not.toContain('say the key');
    expect(steps.at(-1)).toBe('composer');
  });

  test('that stays in the page is told, once the browser had its time', () => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS - 1);
    expect(steps).toEqual(['composer']);
    vi.advanceTimersByTime(1);
    expect(steps).toEqual(['composer', 'say the key']);
  });

  test('that comes without a mouse goes to the composer, and the sentence goes', () => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS);
    gain();
    vi.advanceTimersByTime(POINTER_MS);
    expect(steps.slice(2)).toEqual(['say nothing', 'composer']);
  });

  test.each(['keyup', 'keydown'])('that comes with a key is in the composer at its %s', (name) => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS);
    gain();
    window.dispatchEvent(new Event(name));
    expect(steps.slice(2)).toEqual(['say nothing', 'composer']);
    window.dispatchEvent(new Event(name));
    vi.advanceTimersByTime(10_000);
    expect(steps).toHaveLength(4);
  });

  test('that comes with a mouse press stays where the press went', () => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS);
    gain();
    window.dispatchEvent(new Event('pointerdown'));
    window.dispatchEvent(new Event('pointerup'));
    vi.advanceTimersByTime(10_000);
    expect(steps.slice(2)).toEqual(['say nothing']);
  });

  test.each([
    ['after the focus', [gain, () => window.dispatchEvent(new Event('pointerdown'))]],
    ['before the focus', [() => window.dispatchEvent(new Event('pointerdown')), gain]],
  ])('that comes with a mouse press %s takes the sentence away when the press is over', (_, arrive) => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS);
    for (const step of arrive) step();
    vi.advanceTimersByTime(10_000);
    expect(steps.slice(2)).toEqual([]);
    window.dispatchEvent(new Event('pointerup'));
    // The click that follows still meets what the reader aimed at.
    expect(steps.slice(2)).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(steps.slice(2)).toEqual(['say nothing']);
  });

  test('that leaves again at once is not called back', () => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS);
    gain();
    lose();
    vi.advanceTimersByTime(10_000);
    expect(steps.slice(2)).toEqual(['say nothing']);
  });

  test('is left alone when nobody asked to write', () => {
    gain();
    vi.advanceTimersByTime(10_000);
    lose();
    gain();
    vi.advanceTimersByTime(10_000);
    expect(steps).toEqual([]);
  });

  test('is told again at the next press', () => {
    want();
    vi.advanceTimersByTime(HAND_OVER_MS);
    gain();
    vi.advanceTimersByTime(POINTER_MS);
    lose();
    steps.length = 0;
    want();
    vi.advanceTimersByTime(HAND_OVER_MS);
    expect(steps).toEqual(['composer', 'say the key']);
  });

  test('is of no concern to a panel that is gone', () => {
    want();
    leaving.abort();
    vi.advanceTimersByTime(10_000);
    gain();
    vi.advanceTimersByTime(10_000);
    expect(steps).toEqual(['composer']);
  });
});

test.each([
  [false, false, 'Shift+F6', false],
  [false, true, '⌥⌘↑', false],
  [true, false, 'Shift+F6', true],
  [true, true, 'Fn+Shift+F6', true],
])('the key to the panel (Firefox: %s, macOS: %s) is %s', (firefox, mac, name, maybeTab) => {
  expect(panelKey({ firefox, mac })).toEqual({ name, maybeTab });
});
