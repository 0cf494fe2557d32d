import type { Token } from 'marked';

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
  token: Token;
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

export const appendBlocks = (chapters: readonly Chapter[], blocks: readonly Block[]): readonly Chapter[] =>
  blocks.reduce(appendBlock, chapters);

function appendBlock(chapters: readonly Chapter[], block: Block): readonly Chapter[] {
  const chapter = chapters.at(-1) ?? [];
  const group = chapter.at(-1) ?? [];
  if (group.length % GROUP_SIZE !== 0) return [...chapters.slice(0, -1), [...chapter.slice(0, -1), [...group, block]]];
  if (chapter.length % CHAPTER_SIZE !== 0) return [...chapters.slice(0, -1), [...chapter, [block]]];
  return [...chapters, [[block]]];
}

/** Tokens as blocks from `start` on; blank lines and definitions are not drawn. */
export function blocksOf(tokens: readonly Token[], start: number): Block[] {
  const blocks: Block[] = [];
  let offset = start;
  for (const token of tokens) {
    if (token.type !== 'space' && token.type !== 'def') blocks.push(blockOf(token, offset));
    offset += token.raw.length;
  }
  return blocks;
}

export function blockOf(token: Token, start: number): Block {
  const place = { key: start, start, raw: token.raw };
  return token.type === 'code'
    ? { ...place, kind: 'code', language: languageOf(String(token.lang ?? '')), pieces: [], rest: String(token.text) }
    : { ...place, kind: 'token', token };
}

/** First word of a fence's info string: `js {1,2}` and `{.python .input}` name a language too. */
export const languageOf = (info: string): string => /[\w+#.-]+/.exec(info)?.[0].replace(/^\./, '') ?? '';
