import { createContext, type ComponentType } from 'react';
import { createLazyPart, type LazyPart } from '../shared/lazy-part';
import type { SharedEnvironment } from '../thread/use-environment';

export interface EntityPreviewProps {
  id: string;
  /** The words it is about. */
  anchor: HTMLElement;
  widget: unknown;
  environment: SharedEnvironment;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
}

/**
 * The code that draws previews, handed down: a preview is a widget, whose Markdown may have entities again. Where nobody
 * hands it down entities have no preview.
 */
export const EntityPreviewPart = createContext<LazyPart<{ EntityPreview: ComponentType<EntityPreviewProps> }>>(
  createLazyPart(() => Promise.reject(new Error('No preview of entities is handed down here.'))),
);
