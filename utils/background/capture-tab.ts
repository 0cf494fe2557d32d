import * as z from 'zod';
import { isSmallMessage } from './message-size';
import { cleanText } from '../passage/clean-text';
import { pageAddress } from '../passage/page-address';
import { MAX_TEXT, MAX_TITLE } from '../passage/limits';
import { passageSchema } from '../passage/schema';
import type { Passage } from '../passage/types';

/** The capture script (an unlisted script of the build); its result is the passage, or null without a selection. */
export const CAPTURE_SCRIPT = '/capture.js';

export type TabCapture =
  | { kind: 'passage'; passage: Passage; frameId: number; documentId?: string | undefined }
  /** Nothing is selected: the page itself, or nothing where only one frame was asked. */
  | { kind: 'page'; page: Passage | null; documentId?: string | undefined }
  | { kind: 'closed' };

const capturedSchema = z.object({
  passage: passageSchema.nullable(),
  page: passageSchema.nullable(),
  isOuter: z.boolean(),
  isOuterOfForeign: z.boolean(),
  origin: z.string(),
  isViewer: z.boolean(),
});

const resultsSchema = z
  .array(
    z.object({
      // A frame that went away meanwhile answers nothing.
      result: z.custom(isSmallMessage).pipe(capturedSchema.nullish()).catch(undefined),
      frameId: z.number().int().catch(0),
      documentId: z.string().optional().catch(undefined),
    }),
  )
  .min(1);

export interface CaptureInjection {
  target: { tabId: number; allFrames?: boolean; frameIds?: number[] };
  files: string[];
}

export interface CaptureAim {
  /** The frame the menu was opened in. */
  frameId?: number | undefined;
  /** The page itself is meant, whatever is selected on it. */
  isWhole?: boolean;
}

/**
 * Reads the selection of a tab, by `activeTab` alone: of the frame the menu was opened in, else of the frame the reader
 * was in last. Frames the browser does not let us into are left out. `closed`: the browser lets no extension in there, or
 * something other than our script answered.
 */
export async function captureTab(
  executeScript: (injection: CaptureInjection) => Promise<unknown>,
  tabId: number,
  { frameId, isWhole = false }: CaptureAim = {},
): Promise<TabCapture> {
  let answer: unknown;
  try {
    const target = frameId === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
    answer = await executeScript({ target, files: [CAPTURE_SCRIPT] });
  } catch {
    return { kind: 'closed' };
  }
  const frames = (resultsSchema.safeParse(answer).data ?? []).flatMap(({ result, ...frame }) =>
    result ? [{ ...frame, ...result }] : [],
  );
  if (frames.length === 0) return { kind: 'closed' };
  const top = frames.find(({ page }) => page !== null);
  const ofPage = { kind: 'page', page: top?.page ?? null, documentId: top?.documentId } as const;
  const isClosed = frames[0]!.isViewer || (frameId === undefined && !top);
  if (isWhole) return isClosed ? { kind: 'closed' } : ofPage;
  const selected = frames.filter(({ passage }) => passage !== null);
  // Each frame keeps a selection of its own; the reader means the one where the focus is.
  const chosen =
    selected.find(({ isOuter, frameId: id }) => !isOuter && (id !== 0) === focusIsInFrame(frames)) ??
    selected.find(({ isOuter }) => !isOuter) ??
    selected[0];
  if (chosen?.passage) return { kind: 'passage', ...chosen, passage: chosen.passage };
  // The reader was last in a frame that none of these is: one of a site we have no access to.
  const isUnseen =
    frames.every(({ isOuter }) => isOuter) ||
    frames.some((outer) => outer.isOuterOfForeign && frames.every(({ origin }) => origin === outer.origin));
  return isClosed || isUnseen ? { kind: 'closed' } : ofPage;
}

/** Whether the focus is in a frame of the page. */
const focusIsInFrame = (frames: { frameId: number; isOuter: boolean }[]) =>
  frames.find(({ frameId }) => frameId === 0)?.isOuter === true;

export interface SelectedText {
  text: string;
  url: string;
  title: string;
}

/** The passage of a menu press where no script may run: the browser itself gives the text, and nothing around it. */
export function passageFromText({ text, url, title }: SelectedText, id: string, now: number): Passage | null {
  const exact = cleanText(text.slice(0, MAX_TEXT)).trim();
  if (exact === '') return null;
  return {
    id,
    text: exact,
    quote: { exact, prefix: '', suffix: '' },
    page: { url: URL.canParse(url) ? pageAddress(url, undefined) : '', title: cleanText(title.slice(0, MAX_TITLE)) },
    section: { headings: [] },
    capturedAt: now,
  };
}
