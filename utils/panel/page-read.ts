import type { CardPassage, Draft, PageText } from '../shared/draft';
import { passageChanged, passageIds } from './draft-changes';

/** A text that goes along was read: of a whole page, or of a passage's section. */
export function pageRead(draft: Draft, page: PageText): Draft {
  if (page.part === undefined) return wholeRead(draft, page.passageId, { page, isUnreadable: false });
  return draft.page === null && passageIds(draft).includes(page.passageId) ? { ...draft, page } : draft;
}

/** What became of reading a whole page. */
export function wholeRead(draft: Draft, passageId: string, read: Pick<CardPassage, 'page' | 'isUnreadable'>): Draft {
  return passageChanged(draft, passageId, (item) => ({ ...item, ...read }));
}
