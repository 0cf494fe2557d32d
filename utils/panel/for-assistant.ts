import type { CardPassage } from '../shared/draft';
import type { PassageView } from './card';

/** What another assistant is given by hand. */
export interface ForAssistant {
  question: string;
  /** As the card shows them. */
  passages: readonly Pick<PassageView, 'id' | 'trail' | 'isCode' | 'whole' | 'sent'>[];
  /** The text of a whole page among them. */
  pageText: string | undefined;
  /** Where they come from: a copy is the reader's own, so the address goes along whatever is switched for sending. */
  origins: readonly Pick<CardPassage, 'staged'>[];
}

/** Question, passages and sources as Markdown. @param source the words before a source */
export function forAssistant({ question, passages, pageText, origins }: ForAssistant, source: string): string {
  const parts = passages.flatMap(({ id, trail, isCode, whole, sent }) => {
    const passage = origins.find(({ staged }) => staged.passage.id === id)?.staged.passage;
    const name = trail.join(' › ');
    const { url = '' } = passage?.page ?? {};
    const anchor = passage?.section.anchor === undefined ? '' : `#${encodeURIComponent(passage.section.anchor)}`;
    const text = (whole === 'beside' && pageText) || sent.text;
    const words = isCode && sent.format === undefined ? fenced(text, sent.language) : text;
    const from = [name, url === '' ? '' : `<${url}${anchor}>`].filter((part) => part !== '').join(', ');
    return [words.replace(/^/gm, '> '), ...(from === '' ? [] : [`${source} ${from}`])];
  });
  return [...parts, ...(question.trim() === '' ? [] : [question.trim()])].join('\n\n');
}

/** A fence that is longer than any in the code. */
function fenced(code: string, language = ''): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}
