import type { Boundary } from './boundaries';
import type { ContentPart, ModelMessage } from './model';
import type { PromptFiles } from './prompt-files';
import { RULES, SHORT_RULES, shortQuestion } from './rules';
import type { Turn } from './turns';
import { fence, FILE, SELECTED, visible } from './untrusted';

/** How the messages of a conversation are written. */
export interface Style {
  /** Short rules and no codes, for models that long ones lead astray. */
  small: boolean;
  boundary: Boundary;
}

/** A question on its way to the model. */
export type Asked = Pick<Turn, 'id' | 'parts' | 'words' | 'files'>;

/** The conversation as messages, and the boundaries that stand in them: no answer may show them. */
export function writeMessages(
  earlier: readonly Turn[],
  asked: Asked,
  files: ReadonlyMap<string, PromptFiles>,
  style: Style,
): { messages: ModelMessage[]; boundaries: string[] } {
  const boundaries: string[] = [];
  const write = (turn: Asked) => question(turn, files.get(turn.id), style, boundaries);
  const messages: ModelMessage[] = [{ role: 'system', content: style.small ? SHORT_RULES : RULES }];
  for (const turn of earlier) {
    messages.push(write(turn));
    if (turn.answer !== '') messages.push({ role: 'assistant', content: turn.answer });
  }
  messages.push(write(asked));
  return { messages: alternating(messages), boundaries };
}

function question(
  { id, parts, words, files: sent }: Asked,
  { texts, images }: PromptFiles = { texts: [], images: [] },
  { small, boundary }: Style,
  boundaries: string[],
): ModelMessage {
  const make = (...name: string[]) => {
    const one = boundary(...name);
    boundaries.push(one);
    return one;
  };
  const read = texts.flatMap((file) => {
    const [number, length = file.text.length] = sent[file.id] ?? [];
    if (length === 0) return [];
    const head = number === undefined ? `Name: ${file.name}` : `[${number}] Name: ${file.name}`;
    return [{ id: file.id, text: `${head}\n\n${file.text.slice(0, length)}` }];
  });
  const text = small
    ? shortQuestion([...read.map((file) => file.text), ...parts].map(visible), words)
    : [
        ...read.map((file) => fence(FILE, file.text, make(id, file.id))),
        ...(parts.length > 0 ? [fence(SELECTED, parts.join('\n\n'), make(id))] : []),
        words,
      ].join('\n\n');
  if (images.length === 0) return { role: 'user', content: text };
  const pictures = images.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
  return { role: 'user', content: [{ type: 'text', text }, ...pictures] };
}

/** The names of all boundaries that a thread's messages may need. */
export const boundaryNames = (
  messageIds: readonly string[],
  files: ReadonlyMap<string, PromptFiles>,
): (readonly string[])[] => [
  ...messageIds.map((id) => [id]),
  ...[...files].flatMap(([id, { texts }]) => texts.map((file) => [id, file.id])),
];

/** Two questions in a row become one message: many models' templates refuse what does not alternate. */
function alternating(messages: readonly ModelMessage[]): ModelMessage[] {
  const joined: ModelMessage[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last?.role !== 'user' || message.role !== 'user') joined.push(message);
    else joined[joined.length - 1] = { role: 'user', content: joinContent(last.content, message.content) };
  }
  return joined;
}

function joinContent(one: string | ContentPart[], other: string | ContentPart[]): string | ContentPart[] {
  if (typeof one === 'string' && typeof other === 'string') return `${one}\n\n${other}`;
  const parts = (content: string | ContentPart[]) =>
    typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
  return [...parts(one), ...parts(other)];
}

/** What a picture costs where nobody says, in tokens. */
const PICTURE = 1_200;
/** What a template puts around a message, in tokens. */
const AROUND = 10;

/** @param cost tokens of a text */
export function tokensOf(messages: readonly ModelMessage[], cost: (text: string) => number): number {
  return messages.reduce((sum, { content }) => {
    const pictures = typeof content === 'string' ? 0 : content.filter(({ type }) => type === 'image_url').length;
    return sum + AROUND + cost(wordsOf({ content })) + pictures * PICTURE;
  }, 0);
}

/** All words of a message. */
export const wordsOf = ({ content }: Pick<ModelMessage, 'content'>): string =>
  typeof content === 'string'
    ? content
    : content.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n\n');
