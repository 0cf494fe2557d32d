import type { Passage } from './types';

/** The section that a passage stands in, as the page has it. */
export interface SectionMarkup {
  /** Inert. */
  html: string;
  /** Its heading; empty for what stands before any. */
  heading: string;
  title: string;
  url: string;
}

/** What a reader sees of a page. */
export type PageMarkup = Omit<SectionMarkup, 'heading'>;

/** What `/show.js`, `/show-similar.js`, `/section.js` and `/page.js` put into the isolated world of a page; the panel calls it there. */
export interface ShowWorld {
  docentShow?: (quote: Passage['quote'], anchor: string | null) => 'shown' | 'gone' | 'closed';
  docentShowSimilar?: (quote: Passage['quote']) => 'similar' | 'gone';
  /** Null: the document does not hold the quote, or nothing of its section can be read. */
  docentSection?: (quote: Passage['quote'], anchor: string | null) => SectionMarkup | null;
  docentPage?: () => Promise<PageMarkup>;
}
