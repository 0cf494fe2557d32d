/** What stands within a line. Text is as it is drawn: escapes and entities are read. */
export type InlineToken =
  | { type: 'text' | 'html' | 'codespan'; text: string }
  | { type: 'strong' | 'em' | 'del'; tokens: InlineToken[] }
  | { type: 'br' }
  | { type: 'link'; href: string; title: string; tokens: InlineToken[] }
  | { type: 'image'; href: string; text: string }
  | MathToken;

/** A formula in LaTeX. `text` is what stands between its marks. */
export interface MathToken {
  type: 'math';
  text: string;
  display: boolean;
}

/** What a container holds, in parts of 64: full parts stay the same objects while the container grows. */
export type Parts<Child> = readonly (readonly Child[])[];

const PART_SIZE = 64;

/** Children in parts. */
export function inParts<Child>(children: readonly Child[]): Child[][] {
  const parts: Child[][] = [];
  for (let at = 0; at < children.length; at += PART_SIZE) parts.push(children.slice(at, at + PART_SIZE));
  return parts;
}

export interface ListItem {
  /** Whether its box is ticked; null where it has none. */
  checked: boolean | null;
  tokens: Parts<BlockToken>;
}

export type Alignment = 'left' | 'center' | 'right' | null;

export interface QuoteToken {
  type: 'blockquote';
  tokens: Parts<BlockToken>;
}

export interface ListToken {
  type: 'list';
  ordered: boolean;
  start: number;
  loose: boolean;
  items: Parts<ListItem>;
}

export type TableRow = readonly (readonly InlineToken[])[];

export interface TableToken {
  type: 'table';
  align: Alignment[];
  header: TableRow;
  rows: Parts<TableRow>;
}

/**
 * A block of Markdown. `text` is the one paragraph of a list item that stands without a blank line around it; a list with
 * such a line anywhere between its items or within one is `loose`.
 */
export type BlockToken =
  | { type: 'paragraph' | 'text'; tokens: InlineToken[] }
  | { type: 'heading'; depth: number; tokens: InlineToken[] }
  | QuoteToken
  | { type: 'code'; language: string; text: string }
  | ListToken
  | TableToken
  | { type: 'html'; text: string }
  | { type: 'hr' }
  | MathToken;

/** A block and where it stands in the text, in UTF-16 units. */
export interface PlacedToken {
  token: BlockToken;
  start: number;
  end: number;
}

/** Words of what stands within a line, without their looks. */
export const wordsOf = (tokens: readonly InlineToken[]): string =>
  tokens
    .map((token) =>
      'tokens' in token ? wordsOf(token.tokens) : 'text' in token ? token.text : token.type === 'br' ? '\n' : '',
    )
    .join('');
