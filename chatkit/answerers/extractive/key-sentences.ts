import { type Indexed } from './rank';
import { type Unit } from './units';
import { stopWords } from './words';

/** Says what something is or does. */
const DEFINES =
  /\b(?:is|are) (?:an?|the|used|one|called)\b|\bmeans\b|\brefers? to\b|\ballows?\b|\bprovides?\b|\bconverts?\b/iu;
const MAX_CENTRAL = 400;
const grammar = Object.values(stopWords);
const isGrammar = (token: string) => grammar.some((list) => list.has(token));

/**
 * The sentences that carry a text: those that share their words with many others, say what something is, or open a
 * block. In the order of the text.
 * @param plain prefers short sentences (for "say it more simply").
 */
export function keySentences(indexed: Indexed[], count: number, plain = false): Unit[] {
  const sentences = indexed.filter(({ unit }) => unit.kind === 'sentence');
  if (sentences.length <= count && !plain) return sentences.map(({ unit }) => unit);
  const spread = new Map<string, number>();
  for (const { counts } of sentences)
    for (const token of counts.keys()) spread.set(token, (spread.get(token) ?? 0) + 1);
  const scored = sentences.map(({ unit, counts, length, context }, at) => {
    let shared = 0;
    for (const token of counts.keys()) {
      if (token.startsWith('=') || isGrammar(token)) continue;
      // Words in nearly every sentence say nothing about one, words in one connect nothing.
      const found = spread.get(token) ?? 0;
      if (found > 1 && found < sentences.length * 0.6) shared += Math.log(found);
      if (context.has(token)) shared += 0.5;
    }
    const opens = at === 0 ? 2.5 : unit.block !== sentences[at - 1]?.unit.block ? 0.6 : 0;
    const brevity = plain ? -length / 12 : length < 4 ? -2 : 0;
    const tooLong = unit.text.length > MAX_CENTRAL ? -1.5 : 0;
    // Formulas and signatures that are not recognised as code.
    const symbols = (unit.text.match(/[=_(){}[\]<>*|]/gu)?.length ?? 0) / unit.text.length > 0.06 ? -2 : 0;
    const score =
      shared / Math.sqrt(counts.size + 8) + opens + (DEFINES.test(unit.text) ? 0.8 : 0) + brevity + tooLong + symbols;
    return { unit, score: length < 3 ? score - 3 : score };
  });
  return scored
    .sort((a, b) => b.score - a.score || a.unit.order - b.unit.order)
    .slice(0, count)
    .map(({ unit }) => unit)
    .sort((a, b) => a.order - b.order);
}
