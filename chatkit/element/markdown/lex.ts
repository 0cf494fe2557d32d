import { Lexer, type Token } from 'marked';
import { mathExtensions, mayHoldMath } from './math';

/** Link definitions seen so far: `[name]: address` may stand blocks away from where it is used. */
export type LinkDefinitions = Record<string, { href?: string | null; title?: string | null }>;

/**
 * GitHub-flavoured Markdown into tokens. Text the lexer cannot take (nesting deep enough to end its stack) comes back
 * as one plain paragraph: a hostile answer is shown, not thrown.
 */
export function lexMarkdown(text: string, links: LinkDefinitions): Token[] {
  try {
    const lexer = new Lexer({ gfm: true, ...(mayHoldMath(text) && { extensions: mathExtensions }) });
    Object.assign(lexer.tokens.links, links);
    const tokens = lexer.lex(text);
    Object.assign(links, lexer.tokens.links);
    return tokens;
  } catch {
    const plain: Token = { type: 'text', raw: text, text, escaped: false };
    return [{ type: 'paragraph', raw: text, text, tokens: [plain] }];
  }
}
