import { capturePassage } from './capture';
import type { Passage } from './types';
import { isViewer } from './viewer';

/** What the capture script answers from one frame. */
export interface FrameCapture {
  passage: Passage | null;
  /** The reader was last in a frame within this one: its selection is the older one. */
  isOuter: boolean;
  /** A document of the browser's own viewer (PDF), whose text no script sees. */
  isViewer: boolean;
}

export function captureFrame(view: Window): FrameCapture {
  const { document } = view;
  return {
    passage: capturePassage(view),
    isOuter: /^(?:i?frame|object|embed)$/.test(document.activeElement?.localName ?? ''),
    isViewer: isViewer(document),
  };
}
