// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  observeSelections,
  SETTLE_KEYS_MS,
  SETTLE_POINTER_MS,
  SETTLE_TOUCH_MS,
  type Settled,
} from '../../../utils/page/selection-observer';

let settled: Settled[];
let log: string[];
let life: AbortController;
let own: Element | null;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML =
    '<p id="one">The first paragraph of the page</p><p id="two">The second one</p><b id="own">x</b>';
  document.getSelection()?.removeAllRanges();
  settled = [];
  log = [];
  own = document.querySelector('#own');
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

function observe(): void {
  observeSelections({
    view: window,
    signal: life.signal,
    onBegun: () => undefined,
    onSettled: (now) => settled.push(now),
    onLeft: () => log.push('left'),
    isOwn: (target) => target === own,
  });
}

/** Only the browser makes trusted events; a test has to claim it. */
function fire(
  type: string,
  init: object = {},
  target: EventTarget = document.querySelector('#one')!,
  trusted = true,
): void {
  const event = Object.assign(new Event(type, { bubbles: true, composed: true }), {
    pointerType: 'mouse',
    clientX: 5,
    clientY: 6,
    key: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...init,
  });
  Object.defineProperty(event, 'isTrusted', { value: trusted });
  target.dispatchEvent(event);
}

/** Moves the selection as the reader's drag or key does, with the event the browser sends then. */
function select(from: number, to: number, id = 'one'): void {
  const text = document.querySelector(`#${id}`)!.firstChild!;
  document.getSelection()!.setBaseAndExtent(text, from, text, to);
  fire('selectionchange', {}, document);
}

function drag(init: object = {}): void {
  fire('pointerdown', init);
  fire('selectstart');
  select(4, 9);
  fire('pointerup', init);
}

describe('a selection by mouse', () => {
  beforeEach(observe);

  test('settles 20 ms after the pointer went up, where the pointer rests', () => {
    drag();
    vi.advanceTimersByTime(SETTLE_POINTER_MS - 1);
    expect(settled).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(settled).toEqual([{ pointer: { x: 5, y: 6 }, touch: false, modifier: false, root: null }]);
  });

  test('tells that Ctrl or ⌘ was held', () => {
    drag({ metaKey: true });
    vi.runAllTimers();
    expect(settled[0]?.modifier).toBe(true);
  });

  test('does not settle while the pointer is down', () => {
    fire('pointerdown');
    fire('selectstart');
    select(4, 9);
    vi.advanceTimersByTime(5_000);
    expect(settled).toEqual([]);
  });

  test('does not settle when the click only took a selection back', () => {
    fire('pointerdown');
    fire('selectstart');
    fire('pointerup');
    vi.runAllTimers();
    expect(settled).toEqual([]);
  });

  test('is left by a press elsewhere, not by one on the popover', () => {
    drag();
    vi.runAllTimers();
    log = [];
    fire('pointerdown', {}, own!);
    expect(log).toEqual([]);
    fire('pointerdown');
    expect(log).toEqual(['left']);
  });

  test('does not settle again when something else is pressed while it stays', () => {
    drag();
    vi.runAllTimers();
    fire('pointerdown');
    fire('pointerup');
    vi.runAllTimers();
    expect(settled).toHaveLength(1);
  });

  test('settles again after it was taken back and made again', () => {
    drag();
    vi.runAllTimers();
    document.getSelection()!.removeAllRanges();
    fire('selectionchange', {}, document);
    drag();
    vi.runAllTimers();
    expect(settled).toHaveLength(2);
  });
});

describe('a selection by keys', () => {
  beforeEach(observe);

  test('settles when Shift is let go', () => {
    fire('selectstart');
    fire('keydown', { key: 'ArrowRight', shiftKey: true });
    select(0, 1);
    fire('keyup', { key: 'ArrowRight', shiftKey: true });
    expect(settled).toEqual([]);
    fire('keyup', { key: 'Shift' });
    vi.advanceTimersByTime(0);
    expect(settled).toEqual([{ pointer: null, touch: false, modifier: false, root: null }]);
  });

  test('settles after 150 ms without a key', () => {
    fire('selectstart');
    for (let key = 0; key < 3; key++) {
      fire('keydown', { key: 'ArrowRight', shiftKey: true });
      select(0, key + 1);
      fire('keyup', { key: 'ArrowRight', shiftKey: true });
      vi.advanceTimersByTime(SETTLE_KEYS_MS - 1);
      expect(settled).toEqual([]);
    }
    vi.advanceTimersByTime(1);
    expect(settled).toHaveLength(1);
  });

  test('settles after a click that selected nothing', () => {
    fire('pointerdown');
    fire('pointerup');
    fire('keydown', { key: 'ArrowRight', shiftKey: true });
    fire('selectstart');
    select(0, 1);
    fire('keyup', { key: 'ArrowRight', shiftKey: true });
    fire('keyup', { key: 'Shift' });
    vi.advanceTimersByTime(0);
    expect(settled).toHaveLength(1);
  });

  test('settles for Ctrl+A', () => {
    fire('keydown', { key: 'a', ctrlKey: true });
    fire('selectstart');
    select(0, 20);
    fire('keyup', { key: 'a', ctrlKey: true });
    vi.runAllTimers();
    expect(settled).toHaveLength(1);
  });

  test('settles without `selectstart`, when keys extend what was selected before the script came', () => {
    fire('keydown', { key: 'ArrowRight', shiftKey: true });
    select(0, 1);
    fire('keyup', { key: 'ArrowRight', shiftKey: true });
    fire('keyup', { key: 'Shift' });
    vi.advanceTimersByTime(0);
    expect(settled).toHaveLength(1);
  });

  test('does not come back by a key that selects nothing new', () => {
    drag();
    vi.runAllTimers();
    fire('keydown', { key: 'Shift' });
    fire('keyup', { key: 'Shift' });
    vi.runAllTimers();
    expect(settled).toHaveLength(1);
  });
});

describe('a selection by touch', () => {
  beforeEach(observe);

  test('settles when its handles have rested, although no pointer event tells of them', () => {
    fire('pointerdown', { pointerType: 'touch' });
    fire('selectstart');
    select(4, 9);
    fire('pointercancel', { pointerType: 'touch' });
    vi.advanceTimersByTime(SETTLE_TOUCH_MS);
    expect(settled).toHaveLength(1);
    expect(settled[0]?.touch).toBe(true);
    select(4, 15);
    vi.advanceTimersByTime(SETTLE_TOUCH_MS - 1);
    select(4, 20);
    vi.advanceTimersByTime(SETTLE_TOUCH_MS - 1);
    expect(settled).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(settled).toHaveLength(2);
  });
});

describe('a selection made by the page', () => {
  beforeEach(observe);

  test('never settles without a gesture', () => {
    select(0, 12);
    vi.runAllTimers();
    expect(settled).toEqual([]);
  });

  test('never settles in answer to a click', () => {
    fire('pointerdown');
    fire('selectstart');
    fire('pointerup');
    select(0, 12, 'two');
    vi.runAllTimers();
    expect(settled).toEqual([]);
  });

  test('does not take the place of what the reader selected', () => {
    fire('pointerdown');
    fire('selectstart');
    select(4, 9);
    fire('pointerup');
    select(0, 12, 'two');
    vi.runAllTimers();
    expect(settled).toEqual([]);
  });

  test('never settles by a shortcut of the page', () => {
    fire('pointerdown');
    fire('selectstart');
    fire('pointerup');
    fire('keydown', { key: 'j' });
    select(0, 12, 'two');
    fire('keyup', { key: 'j' });
    vi.runAllTimers();
    expect(settled).toEqual([]);
  });

  test('never settles by made-up events', () => {
    fire('pointerdown', {}, undefined, false);
    fire('selectstart', {}, undefined, false);
    select(4, 9);
    fire('pointerup', {}, undefined, false);
    vi.runAllTimers();
    expect([settled, log]).toEqual([[], []]);
  });
});

describe('listeners', () => {
  const added = () => {
    const targets: [string, EventTarget][] = [
      ['window', window],
      ['document', document],
    ];
    const types: string[] = [];
    for (const [name, target] of targets) {
      const add = target.addEventListener.bind(target);
      vi.spyOn(target, 'addEventListener').mockImplementation((type: string, ...rest: unknown[]) => {
        types.push(`${name} ${type}`);
        (add as (...all: unknown[]) => void)(type, ...rest);
      });
    }
    return types;
  };
  afterEach(() => vi.restoreAllMocks());

  test('are three until the reader first selects', () => {
    const types = added();
    observe();
    fire('pointerdown');
    fire('pointerup');
    fire('keydown');
    expect(types).toEqual(['window selectstart', 'window pointerup', 'window keyup']);
    fire('selectstart');
    expect(types.length).toBeGreaterThan(3);
  });

  test('hear of what was selected already as soon as it is made longer', () => {
    select(0, 5);
    observe();
    fire('keydown', { key: 'ArrowRight', shiftKey: true });
    select(0, 8);
    fire('keyup', { key: 'Shift' });
    vi.runAllTimers();
    expect(settled).toHaveLength(1);
    fire('pointerdown', { shiftKey: true });
    select(0, 12);
    fire('pointerup', { shiftKey: true });
    vi.runAllTimers();
    expect(settled).toHaveLength(2);
  });

  test('are all gone after the end', () => {
    observe();
    drag();
    life.abort();
    vi.runAllTimers();
    drag();
    vi.runAllTimers();
    expect(settled).toEqual([]);
  });
});
