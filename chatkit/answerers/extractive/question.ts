import { type StarterId } from '../../protocol/requests';
import { ASKS_ABOUT_ALL, ASKS_ABOUT_ALL_UNSPACED, type Intent, intentOf } from './cues';
import { starterIn } from './starters';
import { primaryOf, type Stemmer, stemEnglish, stemmerFor } from './stem';
import { fold, type Word, wordsOf } from './terms';
import { commonWords, everydayNames, referringWords, stopWords, synonyms, UNSPACED_STOP } from './words';

/** Something the question is about: it is found under any of its tokens, by how well each stands for it (0–1). */
export interface Concept {
  word: string;
  /** As the question writes it. */
  name: string;
  tokens: Map<string, number>;
  /** How much of the question it is: 2 for a name in code, 1 for a word, less for one that docs use everywhere. */
  weight: number;
  /** A text that never mentions it does not answer the question. */
  required: boolean;
}

export interface Question {
  intent: Intent;
  concepts: Concept[];
  /** Asks about the selection as a whole, not about something in it. */
  about: 'all' | 'subject';
  /** How much of the question one place of the text must cover. */
  enough: number;
  /** Only a text with a number in it can answer. */
  wantsNumber: 'version' | 'amount' | undefined;
  /** Asks about two things at once, which may stand in two places. */
  compares: boolean;
  stem: Stemmer;
}

/** Weights of concepts by how they are written. */
export const WEIGHT = { name: 2, acronym: 1.8, proper: 1.5, word: 1, common: 0.4 };
const COMPARES =
  /\b(?:differ\w*|compar\w*|versus|vs|between|better|and|or|unterschied\w*|und|oder|diff[ée]rence|diferencia|differenza|et|ou|y|e)\b|区别|違い|차이/iu;
const WANTS_VERSION =
  /\b(?:since|in|from) (?:which|what) (?:version|year)|\b(?:which|what) (?:version|year|date)\b|\bwhen (?:was|were|did)\b|seit wann/iu;
const WANTS_AMOUNT =
  /\bhow (?:many|much|long|often|large|big|fast|deep|old|high|far|heavy)\b|\b(?:which|what) port\b|wie ?viele?|combien|cu[áa]nt[oa]s?|quant[aeoi]\b|hoeveel|сколько/iu;

/**
 * Reads a question.
 * @param lang language of the text it is about, as the page claims it
 * @param starter the ready-made question that it is, where that is known; else its words tell
 */
export function readQuestion(text: string, lang?: string, starter = starterIn(text)): Question {
  if (starter) return readyMade(starter, lang);
  // A question is short; a pasted book is not read as one.
  const question = text.slice(0, 2000);
  const spoken = languageOf(question, lang);
  const stem = stemmerFor(primaryOf(lang ?? spoken ?? 'en'));
  const subject = question.replace(ASKS_ABOUT_ALL_UNSPACED, ' ').replace(UNSPACED_STOP, ' ');
  const words = wordsOf(subject, stem);
  const concepts = mergeSame(words.flatMap((word) => conceptOf(word, subject, spoken, stem)));
  const known = spoken !== undefined && words.every(({ tokens }) => tokens[0]?.startsWith('='));
  const intent = intentOf(question);
  // "What does it return?" names nothing: what it is after is its intent.
  const namesNothing = concepts.every(({ weight }) => weight <= WEIGHT.common);
  return {
    intent,
    concepts,
    about: concepts.length === 0 || (namesNothing && intent !== 'explain') ? 'all' : 'subject',
    // Where grammar cannot be told from subject (pairs of characters, a language without a list), less must do.
    enough: known ? 0.55 : 0.4,
    wantsNumber: WANTS_VERSION.test(question) ? 'version' : WANTS_AMOUNT.test(question) ? 'amount' : undefined,
    compares: COMPARES.test(question),
    stem,
  };
}

const readyMade = (intent: StarterId, lang = 'en'): Question => ({
  intent,
  concepts: [],
  about: 'all',
  enough: 0,
  wantsNumber: undefined,
  compares: false,
  stem: stemmerFor(primaryOf(lang)),
});

/** The language with the most of its small words in the question; the page's own when it is undecided. */
function languageOf(question: string, lang?: string): string | undefined {
  const words = wordsOf(question, (word) => word).map(({ raw }) => fold(raw));
  const claimed = lang && primaryOf(lang);
  let best = claimed && stopWords[claimed] ? claimed : undefined;
  let most = 0;
  for (const [language, list] of Object.entries(stopWords)) {
    const hits = words.filter((word) => list.has(word)).length + (language === claimed ? 0.5 : 0);
    if (hits > most) [best, most] = [language, hits];
  }
  return best ?? 'en';
}

function conceptOf(word: Word, question: string, language: string | undefined, stem: Stemmer): Concept[] {
  const { raw, index, tokens } = word;
  const folded = fold(raw);
  const [exact = folded] = tokens;
  const concept = (weight: number, required: boolean, stemFactor = 0.85): Concept[] => [
    {
      word: folded,
      name: raw,
      weight,
      required,
      tokens: new Map([
        ...related(folded, stem).map((token) => [token, 0.6] as const),
        ...tokens.slice(1).map((token) => [token, stemFactor] as const),
        [exact, 1] as const,
      ]),
    },
  ];
  const quoted = question[index - 1] === '`' && question[index + raw.length] === '`';
  const called = question[index + raw.length] === '(';
  if (quoted || called || word.identifier) return nameInCode(word, folded);
  if (stopWords[language ?? '']?.has(folded) || stopWords['en']?.has(folded)) return [];
  if (referringWords.has(folded) || ASKS_ABOUT_ALL.test(folded)) return [];
  if (commonWords.has(folded)) return concept(WEIGHT.common, false);
  if (/^\p{N}+$/u.test(raw)) return concept(WEIGHT.word, false);
  const shouting = question === question.toUpperCase();
  if (!shouting && /^\p{Lu}{2,}s?$/u.test(raw)) return concept(WEIGHT.acronym, true);
  if (exact.startsWith('=') && [...raw].length < 3) return [];
  const beginsSentence = /(?:^|[.?!:]\s*)["'“‘(]*$/u.test(question.slice(Math.max(0, index - 4), index));
  if (!shouting && language !== 'de' && !beginsSentence && /^\p{Lu}/u.test(raw)) return concept(WEIGHT.proper, true);
  return concept(WEIGHT.word, false);
}

/**
 * `json.dumps` is also found as `dumps()` and, unless that is an everyday word (`wait`), as `dumps`; but not as its
 * parts: `dump` is another function.
 */
function nameInCode({ tokens, raw }: Word, folded: string): Concept[] {
  const exact = tokens.filter((token) => token.startsWith('='));
  const [whole = `=${folded}`, last] = exact;
  const found = new Map([[whole, 1]]);
  if (last !== undefined && /\.|::|->|#/u.test(raw)) {
    found.set(`${last}()`, 0.95);
    if (last.length > 5 && !everydayNames.has(last.slice(1))) found.set(last, 0.9);
  }
  return [{ word: folded, name: raw, weight: WEIGHT.name, required: true, tokens: found }];
}

const families: ReadonlyMap<string, readonly string[]> = new Map(
  synonyms.flatMap((line) => {
    const family = line.split(' ').map(stemEnglish);
    return family.map((member) => [member, family] as const);
  }),
);

const related = (folded: string, stem: Stemmer): readonly string[] =>
  stem === stemEnglish ? (families.get(stemEnglish(folded)) ?? []) : [];

function mergeSame(concepts: Concept[]): Concept[] {
  const byWord = new Map<string, Concept>();
  for (const concept of concepts) byWord.set(concept.word, concept);
  // A long pasted text is judged by what it names first.
  return [...byWord.values()].slice(0, 40);
}
