import type { DocentMetadata, StarterId } from '../../chatkit/protocol/requests';
import type { CardView } from './card';

/** A request as it comes from the chat, before it is shaped. */
export interface PlainRequest {
  type: string;
  params: Record<string, unknown>;
  metadata?: Record<string, unknown> | undefined;
}

/** The passages as ChatKit's reply to a selection carries them; several are numbered as on the card. */
export function quotedText(view: CardView): string {
  return view.passages
    .map(({ number, sent }) => (number === undefined ? sent.text : `[${number}] ${sent.text}`))
    .join('\n\n');
}

/** What rides beside the passage; built from the card and from nothing else (promise 2). */
export function shapePassage(view: CardView): { quotedText: string; docent: DocentMetadata } {
  return {
    quotedText: quotedText(view),
    docent: {
      version: 1,
      mode: view.mode,
      passages: view.passages.map(({ sent }) => ({ ...sent })),
      page: view.page === undefined ? undefined : { title: view.page.title, text: view.page.text },
    },
  };
}

/** Requests that carry the card. Every other request leaves as the chat made it: it holds nothing from a page. */
const withPassage = new Set(['threads.create', 'threads.add_user_message', 'threads.retry_after_item']);

export function carriesPassage(type: string): boolean {
  return withPassage.has(type);
}

/**
 * Puts the card into a request (docs/design.md 3): the text as `quoted_text`, the rest as `metadata.docent`. A reply to
 * an earlier answer that the reader chose in the chat stays the quote; the passage then rides in the metadata alone.
 * @param starter the ready-made question that it asks
 */
export function shapeRequest<Body extends PlainRequest>(
  body: Body,
  view: CardView,
  starter?: StarterId,
): Body & Pick<PlainRequest, 'metadata'> {
  if (!carriesPassage(body.type) || (view.passages.length === 0 && view.mode === 'passage')) return body;
  const { quotedText: quote, docent } = shapePassage(view);
  const shaped = { ...body, metadata: { ...body.metadata, docent: { ...docent, ...(starter && { starter }) } } };
  const { input } = body.params;
  if (typeof input !== 'object' || input === null || quote === '') return shaped;
  const reply = 'quoted_text' in input && typeof input.quoted_text === 'string' ? input.quoted_text : '';
  return { ...shaped, params: { ...body.params, input: { ...input, quoted_text: reply || quote } } };
}
