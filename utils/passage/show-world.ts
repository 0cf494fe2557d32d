import type { Passage } from './types';

/** What `/show.js` and `/show-similar.js` put into the isolated world of a page; the panel calls it there. */
export interface ShowWorld {
  docentShow?: (quote: Passage['quote'], anchor: string | null) => 'shown' | 'gone' | 'closed';
  docentShowSimilar?: (quote: Passage['quote']) => 'similar' | 'gone';
}
