import { useEffect, useState, type RefObject } from 'react';
import type { Attachments } from './attachments';

const hasFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;

/**
 * Files that are pasted into the field or dropped anywhere on the element.
 * @returns whether files hover over the element now
 */
export function useFiles(
  enabled: boolean,
  attachments: Attachments,
  field: RefObject<HTMLTextAreaElement | null>,
): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = field.current;
    const zone = element?.closest<HTMLElement>('.app');
    if (!enabled || !element || !zone) return;
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // A cell of a spreadsheet comes as its text and as a picture of it: the text is meant.
      if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      void attachments.add(files);
    };
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      void attachments.add([...(event.dataTransfer?.files ?? [])]);
      element.focus();
    };
    element.addEventListener('paste', onPaste);
    zone.addEventListener('dragenter', onOver);
    zone.addEventListener('dragover', onOver);
    zone.addEventListener('dragleave', onLeave);
    zone.addEventListener('drop', onDrop);
    return () => {
      element.removeEventListener('paste', onPaste);
      zone.removeEventListener('dragenter', onOver);
      zone.removeEventListener('dragover', onOver);
      zone.removeEventListener('dragleave', onLeave);
      zone.removeEventListener('drop', onDrop);
    };
  }, [enabled, attachments, field]);
  return isOver;
}
