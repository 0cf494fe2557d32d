/** How long a browser may take to hand the keyboard to a panel it has just opened, before the reader is told of the key. */
export const HAND_OVER_MS = 300;
/** How long after the focus the press of a mouse may come that brought it. */
export const POINTER_MS = 100;

export interface KeyboardParts {
  window: Window;
  focusComposer: () => void;
  /** Whether the page kept the keyboard although the reader wants to write. */
  onElsewhere: (elsewhere: boolean) => void;
  /** Returns its undo. */
  setTimer: (run: () => void, ms: number) => () => void;
  signal: AbortSignal;
}

/**
 * Brings the keyboard to the composer, as far as the browser lets a panel. Measured: Chromium gives it to a side panel
 * that it opens, not to one that is open; Firefox never gives it to a sidebar, and `window.focus()` moves nothing in
 * either. When the reader brings it with the browser's own key, it goes to the composer, wherever the browser put it
 * (Firefox: the first control, or no control); a mouse press keeps what it was aimed at, and the sentence stays until it
 * is over: what goes in the middle of a press moves the control away from under it.
 *
 * @returns called when the reader wants to write
 */
export function followKeyboard({ window, focusComposer, onElsewhere, setTimer, signal }: KeyboardParts): () => void {
  const { document } = window;
  let isWanted = false;
  let stopWaiting: () => void = () => undefined;
  let settle: (() => void) | undefined;
  let isPressed = false;
  const sayNothing = () => onElsewhere(false);

  window.addEventListener('pointerdown', () => (isPressed = true), { capture: true, signal });
  for (const type of ['pointerup', 'pointercancel'])
    window.addEventListener(type, () => (isPressed = false), { capture: true, signal });
  window.addEventListener(
    'focus',
    () => {
      stopWaiting();
      if (!isWanted) return;
      isWanted = false;
      settle?.();
      settle = isPressed ? afterPress() : arm();
    },
    { signal },
  );
  window.addEventListener(
    'blur',
    () => {
      if (!settle) return;
      settle();
      sayNothing();
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    stopWaiting();
    settle?.();
  });

  /** Says nothing any more once the press is over and its click was heard. Returns its undo. */
  function afterPress(): () => void {
    const over = new AbortController();
    for (const type of ['pointerup', 'pointercancel'])
      window.addEventListener(type, () => over.signal.addEventListener('abort', setTimer(done, 0)), {
        once: true,
        signal: over.signal,
      });
    return () => over.abort();

    function done(): void {
      over.abort();
      settle = undefined;
      sayNothing();
    }
  }

  /** Focuses the composer at the first key or when no mouse press follows. Returns its undo. */
  function arm(): () => void {
    const armed = new AbortController();
    const end = () => armed.abort();
    const focus = () => {
      end();
      settle = undefined;
      sayNothing();
      focusComposer();
    };
    const options = { capture: true, signal: armed.signal };
    window.addEventListener(
      'pointerdown',
      () => {
        end();
        settle = afterPress();
      },
      options,
    );
    window.addEventListener('keydown', focus, options);
    window.addEventListener('keyup', focus, options);
    armed.signal.addEventListener('abort', setTimer(focus, POINTER_MS));
    return end;
  }

  return () => {
    focusComposer();
    if (document.hasFocus()) return;
    isWanted = true;
    stopWaiting();
    stopWaiting = setTimer(() => {
      if (!document.hasFocus()) onElsewhere(true);
    }, HAND_OVER_MS);
  };
}
