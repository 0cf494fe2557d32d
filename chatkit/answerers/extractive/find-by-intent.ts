import { isListOfNames, signatureName } from './code-lines';
import { lineCues, sentenceCues } from './cues';
import { distinct, MAX_QUOTES } from './find-subject';
import { type Unit } from './units';

/** Of a sentence without end, only so much is searched for a cue, in UTF-16 units. */
const MAX_READ = 1000;

export type CuedIntent = keyof typeof sentenceCues;

/** The sentences, labelled notes and lines of code that speak about what the question is after; empty when none does. */
export function findByIntent(intent: CuedIntent, units: Unit[]): Unit[] {
  if (intent === 'example') return findExamples(units);
  const sentences = units.filter(({ kind }) => kind === 'sentence');
  const lines = findLines(intent, units);
  const said: Unit[] = [];
  for (const cue of sentenceCues[intent]) {
    said.push(...strongest(sentences, cue));
    // One warning is rarely all there is; one sentence about the result is.
    if (said.length + lines.length >= (intent === 'warnings' ? 2 : 1)) break;
  }
  // Where a text says it in words, its code needs to show it only once or twice.
  const found = distinct([...distinct(said).slice(0, 3), ...lines.slice(0, said.length > 0 ? 2 : MAX_QUOTES), ...said]);
  return found.slice(0, MAX_QUOTES).sort((a, b) => a.order - b.order || a.start - b.start);
}

/** The sentences with the cue in them or in their label, those with most of it first. */
function strongest(sentences: Unit[], cue: RegExp): Unit[] {
  const every = new RegExp(cue.source, `${cue.flags}g`);
  return sentences
    .map((unit) => {
      const labelled = LABELLED.exec(unit.label ?? '')?.[0] === undefined ? 0 : 2;
      const text = (unit.label ? `${unit.label}: ${unit.text}` : unit.text).slice(0, MAX_READ);
      return { unit, times: [...text.matchAll(every)].length, labelled };
    })
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times + b.labelled - a.times - a.labelled || a.unit.order - b.unit.order)
    .map(({ unit }) => unit);
}
/** What a page itself sets apart as a danger. */
const LABELLED = /warning|caution|danger|important|attention|deprecated/iu;

/** Code with the sentence that announces it; sentences that give examples. */
function findExamples(units: Unit[]): Unit[] {
  const code = units.filter(({ kind, text }) => kind === 'code' && !showsNothing(text));
  const said = units.filter(
    ({ kind, text }) => kind === 'sentence' && sentenceCues.example.some((cue) => cue.test(text.slice(0, MAX_READ))),
  );
  const shown = code.slice(0, 2).flatMap((unit) => {
    const above = units.find(({ order, kind }) => order === unit.order - 1 && kind === 'sentence');
    return above?.source === unit.source && /[:：]$/u.test(above.text) ? [above, unit] : [unit];
  });
  return distinct([...shown, ...said]).slice(0, Math.max(3, shown.length));
}

/** Says how to call, and shows no call: a signature, or names alone. */
const showsNothing = (code: string): boolean => signatureName(code) !== undefined || isListOfNames(code);

/** Single lines of code that return, fail or warn, each as a quote of its own place. */
function findLines(intent: Exclude<CuedIntent, 'example'>, units: Unit[]): Unit[] {
  if (intent === 'reasons') return [];
  const cue = lineCues[intent];
  return units.flatMap((unit) => {
    if (unit.kind !== 'code') return [];
    let next = unit.start;
    return unit.text.split('\n').flatMap((text) => {
      const start = next;
      next += text.length + 1;
      return cue.test(text.slice(0, MAX_READ)) ? [{ ...unit, text, start, end: start + text.length }] : [];
    });
  });
}
