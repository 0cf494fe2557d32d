import type { ContextPack } from '../../shared/draft';
import { MAX_PACKED } from '../../passage/limits';
import type { Passage } from '../../passage/types';
import { isConvertible, isParsable, PASSAGE_BOUNDS } from './bounds';
import { readFacts } from './facts';
import { toMarkdown } from './markdown';
import { plainText } from './plain-text';
import { tidy } from './tidy';
import { withoutPrompts } from '../../../chatkit/element/markdown/prompts';

/**
 * What makes a passage answerable beside its flat text: Markdown of its markup, with and without the addresses of links,
 * and what the page says of product, version and generator. Its `text` is the browser's own but where that holds what
 * is not meant to be read: line numbers, prompts, formulas drawn in pieces. Markup beyond `bounds.ts` counts as none.
 * Loaded when the first passage arrives.
 *
 * @param parse inert: nothing in the result loads or runs
 */
export function packPassage(passage: Passage, parse: (html: string) => Document): ContextPack {
  const facts = readFacts(passage.page.title, passage.page.hints ?? []);
  return { ...(packMarkup(passage, parse) ?? packText(passage)), ...facts };
}

type Packed = Pick<ContextPack, 'text' | 'markdown' | 'linked'>;

function packText({ text: whole, code }: Passage): Packed {
  const text = code ? withoutPrompts(whole) : whole;
  return { text, markdown: code ? fenced(text, code.language) : text };
}

/** Undefined where there is no markup, or where to convert it would take long (`bounds.ts`) or cannot be done. */
function packMarkup(passage: Passage, parse: (html: string) => Document): Packed | undefined {
  const { html, code } = passage;
  if (html === undefined || !isParsable(html, PASSAGE_BOUNDS)) return undefined;
  try {
    const { body } = parse(html);
    if (!isConvertible(body, PASSAGE_BOUNDS)) return undefined;
    const { isRewritten } = tidy(body, { isCode: code !== undefined, language: code?.language });
    const text = isRewritten ? plainText(body) || passage.text : passage.text;
    const linked = toMarkdown(body, { links: true }) || text;
    const markdown = toMarkdown(body, { links: false }) || text;
    if (Math.max(text.length, linked.length) > MAX_PACKED) return undefined;
    return { text, markdown, ...(linked === markdown ? {} : { linked }) };
  } catch {
    // A page writes markup that no converter was made for; its text is at hand and says the same.
    return undefined;
  }
}

const fenced = (code: string, language = '') => `\`\`\`${language}\n${code}\n\`\`\``;
