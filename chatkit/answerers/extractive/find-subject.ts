import { sentenceCues } from './cues';
import { type Question } from './question';
import { type Ranked, rank, type Indexed } from './rank';
import { squeeze, type Unit } from './units';

/** Most quotes in an answer. */
export const MAX_QUOTES = 5;
/** Quotes for a question about one thing: what comes after is repetition. */
const USUAL_QUOTES = 3;

/**
 * The places of one text that answer the question, best first; empty when it does not hold the answer. It holds it when
 * every name the question gives occurs in it, and one place (or three together) covers enough of the question.
 */
export function findSubject(indexed: Indexed[], question: Question): Unit[] {
  const ranked = rank(indexed, question).filter(({ matched }) => matched.size > 0);
  const [best] = ranked;
  if (!best) return [];
  const named = (token: string) => indexed.some(({ counts, context }) => counts.has(token) || context.has(token));
  const required = question.concepts.filter(({ required: must }) => must);
  if (!required.every(({ tokens }) => [...tokens.keys()].some(named))) return [];

  const fitting = ranked.filter(
    ({ unit }) => !question.wantsNumber || /\p{N}|\b(?:one|two|three|four|five|ten|once|twice)\b/iu.test(unit.text),
  );
  const covering = fitting.filter(({ coverage }) => coverage >= question.enough);
  const chosen = covering.length > 0 ? covering : together(fitting, question);
  return pick(chosen, question);
}

/** Up to three places that only together cover the question ("difference between dump and dumps"). */
function together(ranked: Ranked[], question: Question): Ranked[] {
  const chosen: Ranked[] = [];
  const seen = new Set<unknown>();
  for (const entry of [...ranked].sort((a, b) => b.coverage - a.coverage)) {
    if (chosen.length === 3) break;
    if ([...entry.matched].every((concept) => seen.has(concept))) continue;
    for (const concept of entry.matched) seen.add(concept);
    chosen.push(entry);
  }
  const total = question.concepts.reduce((sum, { weight }) => sum + weight, 0);
  const covered = question.concepts.reduce((sum, concept) => sum + (seen.has(concept) ? concept.weight : 0), 0);
  const enough = covered / total >= 0.75 && (chosen[0]?.coverage ?? 0) >= 0.35;
  return enough ? chosen : [];
}

function pick(ranked: Ranked[], question: Question): Unit[] {
  const { intent } = question;
  const cued = ranked.map((entry) => {
    const fits =
      intent === 'example'
        ? entry.unit.kind === 'code'
        : intent in sentenceCues &&
          sentenceCues[intent as keyof typeof sentenceCues].some((cue) =>
            cue.test(`${entry.unit.label ?? ''} ${entry.unit.text}`),
          );
    return { ...entry, score: entry.score * (0.5 + entry.coverage) * (fits ? 1.5 : 1) };
  });
  cued.sort((a, b) => b.score - a.score || a.unit.order - b.unit.order);
  const top = cued[0]?.score ?? 0;
  return distinct(cued.filter(({ score }) => score >= top * 0.5).map(({ unit }) => unit)).slice(0, USUAL_QUOTES);
}

/** Without what says the same words again. */
export function distinct(units: Unit[]): Unit[] {
  const seen = new Set<string>();
  return units.filter(({ text }) => {
    const key = squeeze(text).toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

/** Adds the code after a sentence that announces it ("as follows:"); whole in the order of the text. */
export function withAnnounced(chosen: Unit[], all: Unit[]): Unit[] {
  const complete = chosen.flatMap((unit) => {
    const next = all.find(({ order, source }) => order === unit.order + 1 && source === unit.source);
    return unit.kind === 'sentence' && /[:：]$/u.test(unit.text) && next?.kind === 'code' ? [unit, next] : [unit];
  });
  return distinct(complete)
    .slice(0, MAX_QUOTES)
    .sort((a, b) => a.order - b.order);
}
