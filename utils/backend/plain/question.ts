import * as z from 'zod';
import { type DocentMetadata, docentMetadataSchema } from '../../../chatkit/protocol/requests';
import type { ApiRequest } from '../api-parts';

/** A question as a plain chat API can be asked it, read from the shaped request and from nothing else. */
export interface PlainQuestion {
  /** The reader's words. */
  text: string;
  /** As the card shows them; none when nothing of a page goes along. */
  passages: DocentMetadata['passages'];
  /** `docs`: the back end's whole index; `passage`: exactly the passage. */
  mode: 'passage' | 'docs';
}

const inputSchema = z.object({
  content: z.array(z.object({ text: z.string().catch('') })).catch([]),
  quoted_text: z.string().nullish(),
});

/**
 * @param input the user message: of the request, or of the stored item that is asked again
 */
export function readQuestion({ metadata }: Pick<ApiRequest, 'metadata'>, input: unknown): PlainQuestion {
  const message = inputSchema.safeParse(input).data;
  const docent = docentMetadataSchema.safeParse(metadata?.['docent']).data;
  const shown = docent?.passages ?? [];
  const quote = message?.quoted_text ?? '';
  const words = (message?.content ?? []).map(({ text }) => text).join('');
  const passages = shown.length === 0 && quote !== '' ? [{ text: quote }] : shown;
  // A reply to an earlier answer stands before the question; the passage has a place of its own.
  const isReply = quote !== '' && quote !== textOfPassages(passages);
  return {
    text: isReply ? `${asQuote(quote)}\n\n${words}` : words,
    passages,
    mode: docent?.mode === 'docs' ? 'docs' : 'passage',
  };
}

/** The passages as one text; several are numbered as on the card. */
export function textOfPassages(passages: PlainQuestion['passages']): string {
  return passages.map(({ text }, index) => (passages.length > 1 ? `[${index + 1}] ${text}` : text)).join('\n\n');
}

function asQuote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
