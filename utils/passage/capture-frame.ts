import { capturePassage } from './capture';
import type { Passage } from './types';

/** What the capture script answers from one frame. */
export interface FrameCapture {
  passage: Passage | null;
  /** The reader was last in a frame within this one: its selection is the older one. */
  isOuter: boolean;
  /** A document of the browser's own viewer (PDF), whose text no script sees. */
  isViewer: boolean;
}

/** Chrome shows a PDF in a document of our reach that is empty but for its viewer. */
const VIEWER = /^application\/(?:pdf|x-pdf)$/;

export function captureFrame(view: Window): FrameCapture {
  const { document } = view;
  return {
    passage: capturePassage(view),
    isOuter: /^(?:i?frame|object|embed)$/.test(document.activeElement?.localName ?? ''),
    isViewer: VIEWER.test(document.contentType),
  };
}
