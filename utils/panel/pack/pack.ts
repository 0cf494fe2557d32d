import type { ContextPack } from '../../shared/draft';
import { cleanText } from '../../passage/clean-text';
import { MAX_PACKED } from '../../passage/limits';
import type { Passage } from '../../passage/types';
import { isConvertible, isParsable, PASSAGE_BOUNDS } from './bounds';
import { readFacts } from './facts';
import { toMarkdown } from './markdown';
import { type PackWords, plainText } from './plain-text';
import { tidyTables } from './tables';
import { tidy } from './tidy';
import { withoutPrompts } from '../../../chatkit/element/markdown/prompts';

/**
 * What makes a passage answerable beside its flat text: Markdown of its markup, with and without the addresses of links,
 * and what the page says of product, version and generator. Its `text` has the same words: the browser's own text where
 * that differs in nothing but space, else what the tidied markup says (line numbers and prompts gone, formulas whole,
 * powers as such). Nothing invisible is left in any of them. Markup beyond `bounds.ts` counts as none.
 * Loaded when the first passage arrives.
 *
 * @param parse inert: nothing in the result loads or runs
 * @param words of the reader's language, for what flat text cannot show
 */
export function packPassage(passage: Passage, parse: (html: string) => Document, words?: PackWords): ContextPack {
  const facts = readFacts(passage.page.title, passage.page.hints ?? []);
  return { ...(packMarkup(passage, parse, words) ?? packText(passage)), ...facts };
}

type Packed = Pick<ContextPack, 'text' | 'markdown' | 'linked'>;

function packText({ text: whole, code }: Passage): Packed {
  const text = code ? withoutPrompts(whole) : whole;
  return { text, markdown: code ? fenced(text, code.language) : text };
}

/** Undefined where there is no markup, or where to convert it would take long (`bounds.ts`) or cannot be done. */
function packMarkup(passage: Passage, parse: (html: string) => Document, words?: PackWords): Packed | undefined {
  const { html, code } = passage;
  if (html === undefined || !isParsable(html, PASSAGE_BOUNDS)) return undefined;
  try {
    const { body } = parse(cleanText(html));
    if (!isConvertible(body, PASSAGE_BOUNDS)) return undefined;
    tidy(body, code?.language);
    const drawn = plainText(body, words);
    const text = drawn === '' || (!code && saysAll(passage.text, drawn)) ? passage.text : drawn;
    tidyTables(body);
    const linked = toMarkdown(body, { links: true }) || text;
    const markdown = toMarkdown(body, { links: false }) || text;
    if (Math.max(text.length, linked.length) > MAX_PACKED) return undefined;
    return { text, markdown, ...(linked === markdown ? {} : { linked }) };
  } catch {
    // A page writes markup that no converter was made for; its text is at hand and says the same.
    return undefined;
  }
}

/**
 * Whether the browser's own text of a selection, whose layout is what the reader saw, has all that the markup says and
 * nothing else: apart from capitals, which may be a matter of style, and as long as no two words of it run together.
 */
function saysAll(browsers: string, drawn: string): boolean {
  const [said, meant] = [wordsOf(browsers), wordsOf(drawn)];
  return said.length >= meant.length && said.join('') === meant.join('') && !browsers.includes('\u00a0');
}

const wordsOf = (text: string) => text.toLowerCase().split(/\s+/);

const fenced = (code: string, language = '') => `\`\`\`${language}\n${code}\n\`\`\``;
