import { type RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * Gives the focus to the composer that the next question is written in. A passage that comes brings the panel's own
 * composer with it, which is drawn only after that: the focus waits for it rather than go to OpenAI's window, where the
 * words that the reader then types would land.
 *
 * @param field the panel's own composer, while it is drawn
 * @param isWrittenHere whether the panel's own composer is drawn, or about to be
 * @param focusFrame asks OpenAI's window to take the focus
 * @returns the same function at every paint
 */
export function useComposerFocus(
  field: RefObject<HTMLTextAreaElement | null>,
  isWrittenHere: () => boolean,
  focusFrame: () => Promise<unknown> | undefined,
): () => Promise<void> {
  const isAwaited = useRef(false);
  const latest = useRef({ isWrittenHere, focusFrame });
  useEffect(() => {
    latest.current = { isWrittenHere, focusFrame };
    if (isAwaited.current && field.current !== null) focusEnd(field.current);
    isAwaited.current &&= field.current === null;
  });
  return useCallback(async () => {
    isAwaited.current = field.current === null && latest.current.isWrittenHere();
    if (field.current === null && !isAwaited.current) await latest.current.focusFrame();
    // By now a passage may have come.
    if (field.current !== null) focusEnd(field.current);
  }, [field]);
}

function focusEnd(field: HTMLTextAreaElement): void {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
