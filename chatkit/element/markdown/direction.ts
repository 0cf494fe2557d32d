import { directionOf } from '../widgets/direction';
import type { BlockToken, InlineToken, Parts, TableRow } from './token';

type Direction = 'ltr' | 'rtl' | undefined;

/**
 * The direction of what holds blocks, by the first letter in it. `dir="auto"` does not look into children that have a
 * direction of their own, and these have. Code counts for nothing, as there.
 */
export const directionOfBlocks = (parts: Parts<BlockToken>): Direction =>
  firstOf(parts, (tokens) => firstOf(tokens, directionOfBlock));

/** The direction of what stands within a line. */
export const directionOfInline = (tokens: readonly InlineToken[]): Direction =>
  firstOf(tokens, (token) =>
    token.type === 'codespan' || token.type === 'math'
      ? undefined
      : 'tokens' in token
        ? directionOfInline(token.tokens)
        : 'text' in token
          ? directionOf(token.text)
          : undefined,
  );

function directionOfBlock(token: BlockToken): Direction {
  switch (token.type) {
    case 'blockquote':
      return directionOfBlocks(token.tokens);
    case 'list':
      return firstOf(token.items, (items) => firstOf(items, (item) => directionOfBlocks(item.tokens)));
    case 'table':
      return directionOfRow(token.header) ?? firstOf(token.rows, (rows) => firstOf(rows, directionOfRow));
    case 'html':
      return directionOf(token.text);
    default:
      return 'tokens' in token ? directionOfInline(token.tokens) : undefined;
  }
}

const directionOfRow = (row: TableRow): Direction => firstOf(row, directionOfInline);

function firstOf<Token>(tokens: readonly Token[], find: (token: Token) => Direction): Direction {
  for (const token of tokens) {
    const found = find(token);
    if (found) return found;
  }
  return undefined;
}
