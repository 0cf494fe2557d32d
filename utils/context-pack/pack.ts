import type { ContextPack } from '../draft';
import type { Passage } from '../passage/types';
import { readFacts } from './facts';
import { toMarkdown } from './markdown';
import { plainText } from './plain-text';
import { tidy } from './tidy';
import { withoutPrompts } from '../../chatkit/element/markdown/prompts';

/**
 * What makes a passage answerable beside its flat text: Markdown of its markup, with and without the addresses of links,
 * and what the page says of product, version and generator. Its `text` is the browser's own but where that holds what
 * is not meant to be read: line numbers, prompts, formulas drawn in pieces. Loaded when the first passage arrives.
 *
 * @param parse inert: nothing in the result loads or runs
 */
export function packPassage(passage: Passage, parse: (html: string) => Document): ContextPack {
  const facts = readFacts(passage.page.title, passage.page.hints ?? []);
  const language = passage.code?.language;
  if (passage.html === undefined) {
    const text = passage.code ? withoutPrompts(passage.text) : passage.text;
    return { text, markdown: passage.code ? fenced(text, language) : text, ...facts };
  }
  const { body } = parse(passage.html);
  const { isRewritten } = tidy(body, { isCode: passage.code !== undefined, language });
  const text = isRewritten ? plainText(body) || passage.text : passage.text;
  const linked = toMarkdown(body, { links: true }) || text;
  const markdown = toMarkdown(body, { links: false }) || text;
  return { text, markdown, ...(linked === markdown ? {} : { linked }), ...facts };
}

const fenced = (code: string, language = '') => `\`\`\`${language}\n${code}\n\`\`\``;
