/** What tells whether a key belongs to an input method. React's events carry it in `nativeEvent`. */
export type ComposingKey = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;

/**
 * Whether a key is an input method's, which is composing: its Enter takes a candidate and sends nothing, its Escape drops
 * one and closes nothing. 229 is what browsers say for it; some input methods end a composition with an Enter of that
 * code that says it is not composing.
 */
export const isComposing = ({ isComposing, keyCode }: ComposingKey): boolean => isComposing || keyCode === 229;

/**
 * Keeps the keys of input methods from everything below `root`, fields and forms alike; what they write arrives all the
 * same. Before the root's own handlers are added.
 */
export function keepFromInputMethods(root: EventTarget, signal?: AbortSignal): void {
  root.addEventListener(
    'keydown',
    (event) => {
      const key = event as KeyboardEvent;
      if (!isComposing(key)) return;
      key.stopImmediatePropagation();
      // A form would be sent by it.
      if (key.key === 'Enter') key.preventDefault();
    },
    { capture: true, ...(signal && { signal }) },
  );
}
