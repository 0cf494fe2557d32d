import type { BlockToken, PlacedToken } from './token';

/** One block of a message, from `start` on; the blank lines behind it belong to it where positions are counted. */
interface BlockPlace {
  key: number;
  start: number;
  raw: string;
}
/** Code is kept in pieces: finished ones are never drawn again while the last grows. */
export interface CodeBlock extends BlockPlace {
  kind: 'code';
  language: string;
  pieces: readonly string[];
  rest: string;
}
export interface TokenBlock extends BlockPlace {
  kind: 'token';
  token: BlockToken;
}
export type Block = CodeBlock | TokenBlock;

export type BlockGroup = readonly Block[];
export type Chapter = readonly BlockGroup[];

/** A message as blocks. Finished blocks come in groups, and these in chapters; their arrays never change once they are full. */
export interface MarkdownDocument {
  chapters: readonly Chapter[];
  /** What may still change. */
  tail: readonly Block[];
  /** Text behind the tail that has not been read as Markdown yet. */
  surplus: string;
}

export const emptyDocument: MarkdownDocument = { chapters: [], tail: [], surplus: '' };

/** Blocks per group, and groups per chapter: 1 000 blocks are compared and laid out as 8 chapters when the tail changes. */
const GROUP_SIZE = 16;
const CHAPTER_SIZE = 8;

/** Whether nothing comes into it any more. */
export const isFullGroup = (group: BlockGroup): boolean => group.length === GROUP_SIZE;
export const isFullChapter = (chapter: Chapter): boolean =>
  chapter.length === CHAPTER_SIZE && chapter.every(isFullGroup);

/** Groups and chapters that were full stay the same objects. */
export function appendBlocks(chapters: readonly Chapter[], blocks: readonly Block[]): readonly Chapter[] {
  if (blocks.length === 0) return chapters;
  const groups = [...(chapters.at(-1) ?? [])];
  let group = groups.pop() ?? [];
  let from = 0;
  while (from < blocks.length) {
    if (isFullGroup(group)) {
      groups.push(group);
      group = [];
    }
    const next = from + GROUP_SIZE - group.length;
    group = [...group, ...blocks.slice(from, next)];
    from = next;
  }
  groups.push(group);
  const grown = chapters.slice(0, -1);
  for (let at = 0; at < groups.length; at += CHAPTER_SIZE) grown.push(groups.slice(at, at + CHAPTER_SIZE));
  return grown;
}

/** A token of the message's text as a block of it. */
export function blockOf({ token, start, end }: PlacedToken, text: string): Block {
  const raw = text.slice(start, end);
  return token.type === 'code'
    ? { key: start, start, raw, kind: 'code', language: token.language, pieces: [], rest: token.text }
    : { key: start, start, raw, kind: 'token', token };
}

/** First word of a fence's info string: `js {1,2}` and `{.python .input}` name a language too. */
export const languageOf = (info: string): string => /[\w+#.-]+/.exec(info)?.[0].replace(/^\./, '') ?? '';
