import type { Shown } from './show-in-page';

export type ShownSentence = 'pageChanged' | 'pageGone' | 'noticePageClosed' | 'pageUnopened';

/** What the reader is told of *Show in page* beyond what they see in the page. */
export const shownSentences: Partial<Record<Shown, ShownSentence>> = {
  similar: 'pageChanged',
  gone: 'pageGone',
  closed: 'noticePageClosed',
  unopened: 'pageUnopened',
};
