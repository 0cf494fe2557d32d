import type { OutgoingMessage } from '../../client/state';

export type InputTag = Extract<OutgoingMessage['content'][number], { type: 'input_tag' }>;

/** A tag and where its words stand in the composer's text, in UTF-16 units. */
export interface PlacedTag {
  start: number;
  end: number;
  tag: InputTag;
}

/** What the reader writes: one text, parts of which stand for something. Tags are in order and never overlap. */
export interface TaggedText {
  text: string;
  tags: readonly PlacedTag[];
}

export function fromContent(content: OutgoingMessage['content']): TaggedText {
  let text = '';
  const tags: PlacedTag[] = [];
  for (const part of content) {
    if (part.type === 'input_tag' && part.text !== '') {
      tags.push({ start: text.length, end: text.length + part.text.length, tag: part });
    }
    text += part.text;
  }
  return trimmed({ text, tags });
}

/** The message's content, without the white space at its ends; empty when nothing was written. */
export function toContent(tagged: TaggedText): OutgoingMessage['content'] {
  const { text, tags } = trimmed(tagged);
  const content: OutgoingMessage['content'] = [];
  let at = 0;
  const upTo = (end: number) => {
    if (end > at) content.push({ type: 'input_text', text: text.slice(at, end) });
  };
  for (const { start, end, tag } of tags) {
    upTo(start);
    content.push(tag);
    at = end;
  }
  upTo(text.length);
  return content;
}

function trimmed({ text, tags }: TaggedText): TaggedText {
  const start = text.length - text.trimStart().length;
  const kept = text.trim();
  // A tag whose own words begin or end with white space goes as it is: its words are the host's.
  if (tags.some((tag) => tag.start < start || tag.end > start + kept.length)) return { text, tags };
  return { text: kept, tags: tags.map((tag) => ({ ...tag, start: tag.start - start, end: tag.end - start })) };
}

/**
 * The tags after an edit that turned `before.text` into `text`: those outside the change move with their words, one
 * that was changed inside is plain text from then on.
 * @param caret where the caret stands after the edit: tells which of several equal stretches was changed
 */
export function moveTags(before: TaggedText, text: string, caret = text.length): readonly PlacedTag[] {
  if (before.tags.length === 0) return before.tags;
  const shorter = Math.min(before.text.length, text.length);
  let suffix = 0;
  const mostSuffix = Math.min(shorter, text.length - Math.min(caret, text.length));
  while (suffix < mostSuffix && before.text.at(-1 - suffix) === text.at(-1 - suffix)) suffix += 1;
  let prefix = 0;
  while (prefix < shorter - suffix && before.text[prefix] === text[prefix]) prefix += 1;
  const changeEnd = before.text.length - suffix;
  const moved = text.length - before.text.length;
  return before.tags.flatMap((tag) => {
    if (tag.end <= prefix) return [tag];
    if (tag.start >= changeEnd) return [{ ...tag, start: tag.start + moved, end: tag.end + moved }];
    return [];
  });
}

/** A stretch of the text replaced by a tag and a space behind it, and where the caret goes. */
export function putTag(
  before: TaggedText,
  start: number,
  end: number,
  tag: InputTag,
): TaggedText & { inserted: string; caret: number } {
  const rest = before.text.slice(end);
  const inserted = /^\s/.test(rest) ? tag.text : `${tag.text} `;
  const text = `${before.text.slice(0, start)}${inserted}${rest}`;
  const others = moveTags(before, text, start + inserted.length);
  const placed = { start, end: start + tag.text.length, tag };
  return {
    text,
    tags: [...others.filter((other) => other.end <= start || other.start >= placed.end), placed].toSorted(
      (a, b) => a.start - b.start,
    ),
    inserted,
    caret: start + inserted.length + (inserted === tag.text ? 1 : 0),
  };
}

/** The tag that ends (or begins) exactly at the caret: one press deletes it whole. */
export const tagAtCaret = (
  tags: readonly PlacedTag[],
  caret: number,
  side: 'before' | 'after',
): PlacedTag | undefined => tags.find(({ start, end }) => (side === 'before' ? end : start) === caret);
