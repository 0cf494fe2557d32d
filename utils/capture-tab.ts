import * as z from 'zod';
import { cleanText } from './passage/clean-text';
import { pageAddress } from './passage/page-address';
import { MAX_CAPTURED_TEXT, passageSchema } from './passage/schema';
import type { Passage } from './passage/types';

/** The capture script (an unlisted script of the build); its result is the passage, or null without a selection. */
export const CAPTURE_SCRIPT = '/capture.js';

export type TabCapture =
  { kind: 'passage'; passage: Passage; documentId?: string } | { kind: 'none' } | { kind: 'closed' };

const resultsSchema = z
  .array(z.object({ result: passageSchema.nullish(), documentId: z.string().optional().catch(undefined) }))
  .min(1);

/**
 * Reads the selection of a tab's top document, by `activeTab` alone. `closed`: the browser lets no extension in there, or
 * something other than our script answered.
 */
export async function captureTab(
  executeScript: (injection: { target: { tabId: number }; files: string[] }) => Promise<unknown>,
  tabId: number,
): Promise<TabCapture> {
  let answer: unknown;
  try {
    answer = await executeScript({ target: { tabId }, files: [CAPTURE_SCRIPT] });
  } catch {
    return { kind: 'closed' };
  }
  const [first] = resultsSchema.safeParse(answer).data ?? [];
  if (!first) return { kind: 'closed' };
  const { result: passage, documentId } = first;
  return passage ? { kind: 'passage', passage, documentId } : { kind: 'none' };
}

export interface SelectedText {
  text: string;
  url: string;
  title: string;
}

/** The passage of a menu press where no script may run: the browser itself gives the text, and nothing around it. */
export function passageFromText({ text, url, title }: SelectedText, id: string, now: number): Passage | null {
  const exact = cleanText(text.slice(0, MAX_CAPTURED_TEXT)).trim();
  if (exact === '') return null;
  return {
    id,
    text: exact,
    quote: { exact, prefix: '', suffix: '' },
    page: { url: URL.canParse(url) ? pageAddress(url, undefined) : '', title: cleanText(title.slice(0, 1_000)) },
    section: { headings: [] },
    capturedAt: now,
  };
}
