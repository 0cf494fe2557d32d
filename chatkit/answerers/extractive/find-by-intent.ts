import { lineCues, sentenceCues } from './cues';
import { distinct, MAX_QUOTES } from './find-subject';
import { type Unit } from './units';

export type CuedIntent = keyof typeof sentenceCues;

/** The sentences, labelled notes and lines of code that speak about what the question is after; empty when none does. */
export function findByIntent(intent: CuedIntent, units: Unit[]): Unit[] {
  if (intent === 'example') return findExamples(units);
  const sentences = units.filter(({ kind }) => kind === 'sentence');
  const found: Unit[] = findLines(intent, units);
  for (const cue of sentenceCues[intent]) {
    found.push(...sentences.filter(({ text, label }) => cue.test(label ? `${label}: ${text}` : text)));
    // One warning is rarely all there is; one sentence about the result is.
    if (found.length >= (intent === 'warnings' ? 2 : 1)) break;
  }
  return distinct(found)
    .slice(0, MAX_QUOTES)
    .sort((a, b) => a.order - b.order || a.start - b.start);
}

/** Code with the sentence that announces it; sentences that give examples. */
function findExamples(units: Unit[]): Unit[] {
  const code = units.filter(({ kind, text }) => kind === 'code' && !isSignature(text));
  const said = units.filter(
    ({ kind, text }) => kind === 'sentence' && sentenceCues.example.some((cue) => cue.test(text)),
  );
  const shown = code.slice(0, 2).flatMap((unit) => {
    const above = units.find(({ order, kind }) => order === unit.order - 1 && kind === 'sentence');
    return above?.source === unit.source && /[:：]$/u.test(above.text) ? [above, unit] : [unit];
  });
  return distinct([...shown, ...said]).slice(0, Math.max(3, shown.length));
}

/** `json.dumps(obj, *, skipkeys=False, …)`: says how to call, and shows no call. */
const isSignature = (code: string): boolean =>
  !code.trim().includes('\n') &&
  /^\s*(?:class |async )?[\w.]+\(.*\)(?:\s*->.*)?[¶#]?\s*$/u.test(code) &&
  /[=*,]\s/u.test(code);

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
      return cue.test(text.slice(0, 1000)) ? [{ ...unit, text, start, end: start + text.length }] : [];
    });
  });
}
