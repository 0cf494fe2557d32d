import { useEffect, useLayoutEffect, type RefObject } from 'react';
import type { ChatApp, ComposerExtras } from '../app/chat-app';
import { isComposing } from './input-method';
import { putTag, tagAtCaret, type InputTag } from './tags';

/**
 * What the extras hear of the field. Listeners of the DOM, not of React: they run before the field's own, which never
 * see a key that a menu has used.
 */
export function useField(app: ChatApp, extras: ComposerExtras, field: RefObject<HTMLTextAreaElement | null>): void {
  const { suggestions } = extras;

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const look = () => {
      if (element.selectionStart === element.selectionEnd) {
        suggestions.update(app.composer.getSnapshot(), element.selectionEnd);
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Backspace' || event.key === 'Delete') return selectWholeTag(app, element, event.key);
      if (suggestions.getSnapshot().trigger === null || event.shiftKey) return;
      const used =
        event.key === 'Escape'
          ? suggestions.dismiss()
          : event.key === 'Enter' || event.key === 'Tab'
            ? suggestions.choose()
            : event.key === 'ArrowDown' || event.key === 'ArrowUp'
              ? (suggestions.move(event.key === 'ArrowDown' ? 1 : -1), true)
              : false;
      if (!used) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onBlur = () => void suggestions.dismiss();
    const stopHearing = app.composer.subscribe(() => queueMicrotask(look));
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('keyup', look);
    element.addEventListener('pointerup', look);
    element.addEventListener('blur', onBlur);
    // A sign may have been typed before this code was there.
    if ((element.getRootNode() as ShadowRoot).activeElement === element) look();
    return () => {
      stopHearing();
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('keyup', look);
      element.removeEventListener('pointerup', look);
      element.removeEventListener('blur', onBlur);
    };
  }, [app, field, suggestions]);

  useLayoutEffect(() => {
    extras.replaceInField = (start, end, piece) => replaceInField(app, field.current, start, end, piece);
    return () => {
      extras.replaceInField = () => undefined;
    };
  }, [app, extras, field]);
}

/** A tag goes as a whole: the key then deletes what is selected, and one undo brings it back. */
function selectWholeTag(app: ChatApp, field: HTMLTextAreaElement, key: 'Backspace' | 'Delete'): void {
  const { selectionStart, selectionEnd } = field;
  if (selectionStart !== selectionEnd) return;
  const { tags } = app.composer.getSnapshot();
  const tag = tagAtCaret(tags, selectionStart, key === 'Backspace' ? 'before' : 'after');
  if (tag) field.setSelectionRange(tag.start, tag.end);
}

function replaceInField(
  app: ChatApp,
  field: HTMLTextAreaElement | null,
  start: number,
  end: number,
  piece: string | InputTag,
): void {
  const before = app.composer.getSnapshot();
  const put =
    typeof piece === 'string'
      ? {
          text: before.text.slice(0, start) + piece + before.text.slice(end),
          tags: undefined,
          inserted: piece,
          caret: start + piece.length,
        }
      : putTag(before, start, end, piece);
  if (field) {
    field.focus();
    field.setSelectionRange(start, end);
    // Deprecated and without a successor: the one way to change a field's text that the reader can undo.
    if (put.inserted !== '') field.ownerDocument.execCommand('insertText', false, put.inserted);
    else if (end > start) field.ownerDocument.execCommand('delete');
  }
  if (put.tags) app.composer.set({ text: put.text, tags: put.tags });
  else if (app.composer.getSnapshot().text !== put.text) app.composer.edit(put.text, put.caret);
  // After React has put the text there, if it was not there already.
  queueMicrotask(() => field?.setSelectionRange(put.caret, put.caret));
}
