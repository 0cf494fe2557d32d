import { isListOfNames } from './code-lines';
import { sentenceCues } from './cues';
import { type Concept, type Question, WEIGHT } from './question';
import { type Ranked, rank, type Indexed } from './rank';
import { squeeze, type Unit } from './units';

/** Most quotes in an answer. */
export const MAX_QUOTES = 5;
/** Quotes for a question about one thing: what comes after is repetition. */
const USUAL_QUOTES = 3;

/**
 * The places of one text that answer the question, best first; empty when it does not hold the answer. It holds it when
 * one place (for a comparison: three together) is about every name the question gives and covers enough of the rest.
 */
export function findSubject(indexed: Indexed[], question: Question): Unit[] {
  const ranked = rank(indexed, question).filter(({ matched }) => matched.size > 0);
  const [best] = ranked;
  if (!best) return [];
  const after = ({ unit }: Indexed) =>
    indexed.find(({ unit: { order, block } }) => order === unit.order + 1 && block === unit.block);
  const fitting = ranked.filter((entry) => tellsNumber(entry, question) || tellsNumber(after(entry), question));
  const covering = fitting.filter(
    (entry) => entry.coverage >= question.enough && saysWhatIsAsked(entry.found, question),
  );
  const chosen = covering.length > 0 || !question.compares ? covering : together(fitting, question);
  return pick(chosen, question).flatMap((entry) => {
    // "… says how long it waits. It defaults to 30 seconds."
    const next = tellsNumber(entry, question) ? undefined : after(entry);
    return next ? [entry.unit, next.unit] : [entry.unit];
  });
}

/**
 * The place must be about every name the question gives, and about most of its other words: "Is asyncio.sleep thread
 * safe?" is answered neither by a sentence about sleeping nor by another function's "Thread-safe."
 */
function saysWhatIsAsked(found: ReadonlySet<Concept>, { concepts }: Question): boolean {
  if (!concepts.every((concept) => !concept.required || found.has(concept))) return false;
  const words = concepts.filter(({ weight }) => weight === WEIGHT.word);
  return words.length === 0 || words.filter((concept) => found.has(concept)).length / words.length > 0.5;
}

const NUMBER =
  /(?<![\p{L}\p{N}_.=])\p{N}|\b(?:one|two|three|four|five|six|ten|once|twice|hundred|thousand|million)\b/iu;

/** Whether a sentence has a number, where one is asked for; a version's only where a version is asked for. */
function tellsNumber(entry: Indexed | undefined, { wantsNumber }: Question): boolean {
  if (!wantsNumber) return true;
  if (entry?.unit.kind !== 'sentence') return false;
  const { text } = entry.unit;
  return NUMBER.test(wantsNumber === 'version' ? text : text.replace(/\b[vV](?:ersion)?\s?[\d.]+/gu, ''));
}

/** Up to three places that only together cover the question ("difference between dump and dumps"). */
function together(ranked: Ranked[], question: Question): Ranked[] {
  const chosen: Ranked[] = [];
  const seen = new Set<Concept>();
  for (const entry of [...ranked].sort((a, b) => b.coverage - a.coverage)) {
    if (chosen.length === 3) break;
    if ([...entry.matched].every((concept) => seen.has(concept))) continue;
    for (const concept of entry.matched) seen.add(concept);
    chosen.push(entry);
  }
  const total = question.concepts.reduce((sum, { weight }) => sum + weight, 0);
  const covered = question.concepts.reduce((sum, concept) => sum + (seen.has(concept) ? concept.weight : 0), 0);
  const enough = saysWhatIsAsked(seen, question) && covered / total >= 0.75 && (chosen[0]?.coverage ?? 0) >= 0.35;
  return enough ? chosen : [];
}

function pick(ranked: Ranked[], question: Question): Ranked[] {
  const { intent } = question;
  const cued = ranked.map((entry) => {
    const fits =
      intent === 'example'
        ? entry.unit.kind === 'code'
        : intent in sentenceCues &&
          sentenceCues[intent as keyof typeof sentenceCues].some((cue) =>
            cue.test(`${entry.unit.label ?? ''} ${entry.unit.text.slice(0, 1000)}`),
          );
    return { ...entry, score: entry.score * (0.5 + entry.coverage) * (fits ? 1.5 : 1) * telling(entry.unit, intent) };
  });
  cued.sort((a, b) => b.score - a.score || a.unit.order - b.unit.order);
  const top = cued[0]?.score ?? 0;
  const seen = new Set<string>();
  return cued
    .filter(({ score, unit }) => score >= top * 0.5 && !seen.has(sameText(unit)) && seen.add(sameText(unit)))
    .slice(0, USUAL_QUOTES);
}

/** Code shows, sentences say: a question that asks for no example wants sentences, unless the passage is code. */
function telling({ kind, text, source }: Unit, intent: Question['intent']): number {
  if (kind === 'sentence') return 1;
  if (isListOfNames(text)) return 0.1;
  return intent === 'example' || source.code !== undefined ? 1 : 0.5;
}

const sameText = ({ text }: Unit): string => squeeze(text).toLowerCase();

/** Without what says the same words again. */
export function distinct(units: Unit[]): Unit[] {
  const seen = new Set<string>();
  return units.filter((unit) => !seen.has(sameText(unit)) && seen.add(sameText(unit)));
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
