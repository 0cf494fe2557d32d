import { capturePage, capturePassage } from './capture';
import type { Passage } from '../passage/types';
import { isViewer } from './viewer';

/** What the capture script returns from one frame. */
export interface FrameCapture {
  passage: Passage | null;
  /** The page itself; of the top frame alone. */
  page: Passage | null;
  /** The reader was last in a frame within this one: its selection is the older one. */
  isOuter: boolean;
  /** That frame is of another origin: whether it answers too, this one cannot tell. */
  isOuterOfForeign: boolean;
  origin: string;
  /** A document of the browser's own viewer (PDF), whose text no script sees. */
  isViewer: boolean;
}

export function captureFrame(view: Window): FrameCapture {
  const { document } = view;
  const { activeElement } = document;
  const isOuter = /^(?:i?frame|object|embed)$/.test(activeElement?.localName ?? '');
  return {
    passage: capturePassage(view),
    page: view === view.top ? capturePage(view) : null,
    isOuter,
    isOuterOfForeign: isOuter && (activeElement as HTMLIFrameElement).contentDocument === null,
    origin: view.origin,
    isViewer: isViewer(document),
  };
}
