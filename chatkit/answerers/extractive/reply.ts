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
  /** The page, which is not there, may answer what this does not, or not well. */
  wantsPage?: boolean;
  /** A title for the thread, where the question alone is none. */
  title?: string;
}

/** Where an answer may be found. */
export interface Places {
  passage: Indexed[];
  page: Indexed[];
  /** Whether there is such a text at all, also when nothing in it can be quoted; a section is not the page. */
  hasPassage: boolean;
  hasPage: boolean;
}

export const unitsIn = (indexed: Indexed[]): Unit[] => indexed.map(({ unit }) => unit);

/** Several sentences as one paragraph. */
export const inOne = (strings: ExtractiveStrings, ...sentences: readonly (string | undefined)[]): string =>
  sentences.filter((sentence) => sentence !== undefined).join(strings.sentenceGap);

/** Says plainly that it is not there, and what would help. */
export function nothingFound({ hasPage }: Places, strings: ExtractiveStrings, sentence?: string): Reply {
  if (!hasPage) {
    const intro = inOne(strings, sentence ?? strings.passageDoesNotSay, strings.includePage);
    return { intro, quotes: [], wantsPage: true };
  }
  const said = sentence ? [sentence, strings.norPage] : [strings.neitherSays];
  return { intro: inOne(strings, ...said, strings.selectOther), quotes: [] };
}
