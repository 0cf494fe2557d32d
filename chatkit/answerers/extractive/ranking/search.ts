import MiniSearch from 'minisearch';

/** A text to be found, as its tokens (none of them holds a space). */
export interface Entry {
  text: readonly string[];
  /** What stands above it. */
  above: readonly string[];
}

/** Scores of entries by their index, for a query of tokens; an entry that holds none of them has none. */
export type Search = (query: readonly string[], above?: number) => ReadonlyMap<number, number>;

/**
 * BM25 by MiniSearch over entries that are tokens already.
 * @param b how much a long entry is held back, 0–1
 */
export function searchOver(entries: readonly Entry[], b: number): Search {
  const index = new MiniSearch<{ id: number; text: string; above: string }>({
    fields: ['text', 'above'],
    tokenize: (tokens) => tokens.split(' '),
    processTerm: (term) => term,
  });
  index.addAll(entries.map(({ text, above }, id) => ({ id, text: text.join(' '), above: above.join(' ') })));
  return (query, above = 0) => {
    const fields = above > 0 ? ['text', 'above'] : ['text'];
    const found = index.search(query.join(' '), { fields, boost: { text: 1, above }, bm25: { k: 1.2, b, d: 0 } });
    return new Map(found.map(({ id, score }) => [id as number, score]));
  };
}
