import { type Concept, type Question } from './question';
import { type Stemmer } from './stem';
import { wordsOf } from './terms';
import { type Unit } from './units';

/** A unit with what can be found in it. */
export interface Indexed {
  unit: Unit;
  /** How often each token occurs. */
  counts: ReadonlyMap<string, number>;
  /** Words in it. */
  length: number;
  /** Tokens of the headings, title and label above it: they say what it is about. */
  context: ReadonlySet<string>;
}

/** A unit with how well it fits a question. */
export interface Ranked extends Indexed {
  score: number;
  /** Share of the question it speaks about, 0–1, its neighbours and headings counted a little. */
  coverage: number;
  matched: ReadonlySet<Concept>;
  /** Found in it, beside it or above it. */
  found: ReadonlySet<Concept>;
}

export function indexUnits(units: Unit[], stem: Stemmer): Indexed[] {
  const contexts = new Map<string, ReadonlySet<string>>();
  const contextOf = ({ source, heading = '', label = '' }: Unit) => {
    const text = `${source.context}\n${heading}\n${label}`;
    const known = contexts.get(text) ?? new Set(wordsOf(text, stem).flatMap(({ tokens }) => tokens));
    contexts.set(text, known);
    return known;
  };
  return units.map((unit) => {
    const counts = new Map<string, number>();
    const words = wordsOf(unit.text, stem);
    for (const { tokens } of words) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    return { unit, counts, length: words.length, context: contextOf(unit) };
  });
}

const K1 = 1.2;
const B = 0.5;

/** Okapi BM25 over the units, weighted by concept (https://en.wikipedia.org/wiki/Okapi_BM25). Best first. */
export function rank(indexed: Indexed[], question: Question): Ranked[] {
  const average = indexed.reduce((sum, { length }) => sum + length, 0) / (indexed.length || 1) || 1;
  const rarity = new Map(
    question.concepts.map((concept) => {
      const found = indexed.filter(({ counts }) => frequency(concept, counts) > 0).length;
      return [concept, Math.log(1 + (indexed.length - found + 0.5) / (found + 0.5))];
    }),
  );
  const total = question.concepts.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const ranked = indexed.map((entry, at): Ranked => {
    const neighbours = [indexed[at - 1], indexed[at + 1]].filter((other) => other?.unit.block === entry.unit.block);
    const matched = new Set<Concept>();
    const found = new Set<Concept>();
    let score = 0;
    let covered = 0;
    for (const concept of question.concepts) {
      const own = frequency(concept, entry.counts);
      const above = contains(concept, entry.context);
      const beside = Math.max(0, ...neighbours.map((other) => (other ? frequency(concept, other.counts) : 0)));
      if (own + above + beside > 0) found.add(concept);
      if (own > 0) {
        matched.add(concept);
        const saturated = (own * (K1 + 1)) / (own + K1 * (1 - B + (B * entry.length) / average));
        score += concept.weight * ((rarity.get(concept) ?? 0) + 0.2) * saturated;
      }
      covered += concept.weight * Math.max(Math.min(own, 1), above * 0.7, Math.min(beside, 1) * 0.6);
    }
    // A place that only its neighbours or headings speak for says nothing itself.
    return { ...entry, score, coverage: matched.size > 0 ? covered / total : 0, matched, found };
  });
  return ranked.sort((a, b) => b.score - a.score || a.unit.order - b.unit.order);
}

/** How often a concept occurs, each occurrence counted by how well it stands for the concept. */
function frequency(concept: Concept, counts: ReadonlyMap<string, number>): number {
  let best = 0;
  for (const [token, factor] of concept.tokens) best = Math.max(best, factor * (counts.get(token) ?? 0));
  return best;
}

function contains(concept: Concept, tokens: ReadonlySet<string>): number {
  let best = 0;
  for (const [token, factor] of concept.tokens) if (tokens.has(token)) best = Math.max(best, factor);
  return best;
}
