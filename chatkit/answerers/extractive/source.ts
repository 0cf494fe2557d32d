import { type AnswerContext } from '../../server/types';

/** A text to quote from, as the card showed it. */
export interface Source {
  kind: 'passage' | 'page';
  /** Of the page only the section of the passage. */
  isSection?: true;
  text: string;
  /** What a citation of it is called: the nearest heading, else the page's title. */
  title: string;
  /** Title and headings: they say what the text is about without being quoted. */
  context: string;
  /** Programming language, when the passage is code. */
  code?: string;
  /** BCP 47 tag of the text, as the page claims it. */
  lang?: string;
  url?: string;
}

/** Longer texts are read up to here, in UTF-16 units; the card never sends as much. */
const MAX_TEXT = 200_000;

/**
 * What may be quoted for this question: the passages of the request, or the message's own quote where the request holds
 * none, and the page where it was included. Earlier messages are not looked at: a removed passage stays removed.
 */
export function sourcesOf({
  docent,
  message,
}: Pick<AnswerContext, 'docent'> & { message: Pick<AnswerContext['message'], 'quoted_text'> }): Source[] {
  const all = (docent?.passages ?? []).filter(({ text }) => text.trim() !== '');
  // What only names the page is nothing to quote.
  const passages = all.filter(({ whole }) => !whole);
  const isRead = docent?.mode === 'page' || docent?.mode === 'section';
  const page = isRead && docent.page?.text.trim() ? docent.page : undefined;
  const sources: Source[] = passages.map(({ text, title = '', headings = [], language, lang, url, anchor }) => ({
    kind: 'passage',
    text: text.slice(0, MAX_TEXT),
    title: headings.at(-1) ?? title,
    context: [title, ...headings].join('\n'),
    ...(language ? { code: language } : {}),
    ...(lang ? { lang } : {}),
    ...(url ? { url: anchor ? `${url}#${anchor}` : url } : {}),
  }));
  if (all.length === 0 && message.quoted_text?.trim()) {
    sources.push({ kind: 'passage', text: message.quoted_text.slice(0, MAX_TEXT), title: '', context: '' });
  }
  if (page) {
    const [first] = all;
    sources.push({
      kind: 'page',
      ...(docent?.mode === 'section' ? { isSection: true as const } : {}),
      text: page.text.slice(0, MAX_TEXT),
      title: page.title ?? first?.title ?? '',
      context: page.title ?? '',
      ...(first?.lang ? { lang: first.lang } : {}),
      ...(first?.url ? { url: first.url } : {}),
    });
  }
  return sources;
}
