import { type Indexed } from './rank';
import { type ExtractiveStrings } from './strings';
import { type Unit } from './units';

/** An answer before it is written: what is said, and what is quoted. */
export interface Reply {
  intro?: string;
  quotes: Unit[];
  /** Quoted after the first, from another place. */
  more?: { intro: string; quotes: Unit[] };
  outro?: string;
  /** A title for the thread, where the question alone is none. */
  title?: string;
}

/** Where an answer may be found. */
export interface Places {
  passage: Indexed[];
  page: Indexed[];
  /** Whether there is such a text at all, also when nothing in it can be quoted. */
  hasPassage: boolean;
  hasPage: boolean;
}

export const unitsIn = (indexed: Indexed[]): Unit[] => indexed.map(({ unit }) => unit);

/** Says plainly that it is not there, and what would help. */
export function refusal({ hasPage }: Places, strings: ExtractiveStrings, sentence?: string): Reply {
  const intro = hasPage
    ? `${sentence ? `${sentence} ${strings.norPage}` : strings.neitherSays} ${strings.selectOther}`
    : `${sentence ?? strings.passageDoesNotSay} ${strings.includePage}`;
  return { intro, quotes: [] };
}
