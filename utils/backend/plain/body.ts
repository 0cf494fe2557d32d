import { newBoundary, withLabelledBlock } from '../labelled-block';
import { type PlainQuestion, textOfPassages } from './question';
import type { Dialect } from '../../connection/plain-settings';

/** The conversation's id at the back end, as it gave or took it: some count, some draw UUIDs. */
export type SessionId = string | number;

/**
 * The JSON a dialect wants for a question. The passage is in the contract's own field where the server answers from it,
 * else a labelled block of the message (docs/design.md 3); where it stands goes wherever the contract has room for it.
 */
export function requestBody(
  dialect: Dialect,
  question: PlainQuestion,
  session: SessionId | undefined,
  boundary: () => string = newBoundary,
): Record<string, unknown> {
  const { text, passages } = question;
  const selected = normalizeLines(textOfPassages(passages));
  const only = question.mode === 'passage' && selected !== '';
  const withBlock = () => withLabelledBlock(text, passages, boundary());
  switch (dialect) {
    case 'json':
      return {
        message: only ? withPlace(text, passages) : withBlock(),
        session_id: session,
        mode: only ? 'selection_only' : 'normal',
        ...(selected === '' ? {} : { selected_text: selected }),
      };
    case 'text':
      return { message: withBlock(), ...(session === undefined ? {} : { conversation_id: session }) };
    case 'events': {
      const [first] = passages;
      const section = placeOf(first);
      return {
        message: text,
        session_id: session ?? null,
        mode: only ? 'selected_text_only' : 'normal',
        selected_text: selected === '' ? null : selected,
        ...(first?.url === undefined ? {} : { source_doc_path: addressOf(first) }),
        ...(section === '' ? {} : { source_section: section }),
      };
    }
  }
}

/** What the contracts do with a selection before they measure it. */
const normalizeLines = (text: string) => text.replace(/\r\n?/g, '\n').trim();

type Passage = PlainQuestion['passages'][number];

/** Product, title and headings, as far as *Also sent* has them. */
function placeOf(passage: Passage | undefined): string {
  if (passage === undefined) return '';
  const { product, version, title, headings = [], note, tab } = passage;
  const name = [product, version].filter(Boolean).join(' ');
  return [name, title, ...headings, note, tab].filter((part) => part?.trim()).join(' › ');
}

const addressOf = ({ url, anchor }: Passage) => (anchor === undefined ? url : `${url}#${anchor}`);

/** The passage has a field of its own; where it stands has none, and the card says that it is sent. */
function withPlace(text: string, passages: readonly Passage[]): string {
  const places = passages.flatMap((passage) => {
    const place = [placeOf(passage), addressOf(passage)].filter(Boolean).join(', ');
    return place === '' ? [] : [place];
  });
  return places.length === 0 ? text : `${text}\n\n(Selected from: ${places.join('; ')})`;
}
