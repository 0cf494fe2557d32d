import { type ThreadMetadata } from '../protocol/items';

/** Longest title made from a question, in graphemes. */
const MAX_GRAPHEMES = 60;

/** A thread's title from its first question: one line, cut between words, `…` where it was cut. */
export function titleFrom(question: string): string | undefined {
  const line = question.replace(/\s+/gu, ' ').trim();
  if (line === '') return undefined;
  // 60 graphemes are rarely longer than this; a hostile one (a letter with a thousand accents) is cut all the same.
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line.slice(0, 600))];
  if (graphemes.length <= MAX_GRAPHEMES && line.length <= 600) return line;
  const cut = graphemes
    .slice(0, MAX_GRAPHEMES)
    .map(({ segment }) => segment)
    .join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The reader's words of a message, tags as their text. */
export const questionOf = (content: readonly { text: string }[]): string => content.map(({ text }) => text).join('');

/**
 * A new thread is called after its first question at once, so that a list shows it by name while its answer is still
 * written; the mark says that the answerer may still find a better one. Server-side only, like all metadata.
 */
const PROVISIONAL = 'provisional_title';

export const withProvisionalTitle = (thread: ThreadMetadata, title: string | undefined): ThreadMetadata => ({
  ...thread,
  title,
  metadata: { ...thread.metadata, [PROVISIONAL]: true },
});

/** The thread with a title that stays: the reader's, or the answerer's. */
export function withTitle(thread: ThreadMetadata, title: string | undefined): ThreadMetadata {
  const { [PROVISIONAL]: _, ...metadata } = thread.metadata;
  return { ...thread, title, metadata };
}

export const hasProvisionalTitle = (thread: ThreadMetadata): boolean => thread.metadata[PROVISIONAL] === true;
