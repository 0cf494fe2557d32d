import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { createSheetRef } from '../shared/adopted-sheet';
import { WidgetView } from '../widgets/WidgetView';
import type { EntityPreviewProps } from './preview-part';
import previewStyles from './preview.css?inline';

const adoptStyles = createSheetRef(previewStyles);

const GAP_PX = 6;
const EDGE_PX = 8;

/** The preview of an entity: above its words where there is room, else below, never over the element's edge. */
export function EntityPreview({ id, anchor, widget, environment, onPointerEnter, onPointerLeave }: EntityPreviewProps) {
  const box = useRef<HTMLDivElement>(null);
  const root = anchor.closest<HTMLElement>('.app');
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !root) return;
    const place = () => {
      const around = root.getBoundingClientRect();
      const at = anchor.getBoundingClientRect();
      const { width, height } = element.getBoundingClientRect();
      const above = at.top - around.top - height - GAP_PX;
      const left = Math.min(at.left - around.left, around.width - width - EDGE_PX);
      element.style.left = `${Math.max(EDGE_PX, left)}px`;
      element.style.top = `${above >= EDGE_PX ? above : at.bottom - around.top + GAP_PX}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(root);
    return () => observer.disconnect();
  }, [anchor, root, widget]);
  if (!root) return null;
  return createPortal(
    <div
      ref={(node) => {
        box.current = node;
        adoptStyles(node);
      }}
      id={id}
      role="tooltip"
      className="preview"
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      <WidgetView widget={widget} environment={{ ...environment, sourceOf: () => undefined }} />
    </div>,
    root,
  );
}
