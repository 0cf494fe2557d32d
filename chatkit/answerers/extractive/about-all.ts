import { type CuedIntent, findByIntent } from './find-by-intent';
import { distinct, findSubject, MAX_QUOTES, withAnnounced } from './find-subject';
import { keySentences } from './key-sentences';
import { type Question, readQuestion } from './question';
import { type Indexed, rank } from './rank';
import { inOne, type Places, nothingFound, type Reply, unitsIn } from './reply';
import { type ExtractiveStrings, fill } from './strings';
import { wordsOf } from './terms';
import { squeeze, type Unit } from './units';

const MAX_CODE_PARTS = 6;
/** Of so few sentences, two or three are no explanation: the reader has just read them. */
const SHORT = 3;
/** Names in code worth looking up on the page. */
const MAX_NAMES = 3;

const sentenceNames = {
  example: ['examples', 'noExample'],
  warnings: ['warnings', 'noWarning'],
  returns: ['returns', 'noReturn'],
  failures: ['failures', 'noFailure'],
  reasons: ['reasons', 'noReason'],
} as const;

/** Answers a question about the selection as a whole: a ready-made one, or one like it. */
export function aboutAll(question: Question, places: Places, strings: ExtractiveStrings): Reply {
  const { intent } = question;
  switch (intent) {
    case 'lines':
      return codeParts(places, strings) ?? sentences(places, question, strings) ?? nothingFound(places, strings);
    case 'simplify':
    case 'explain':
      return sentences(places, question, strings) ?? codeParts(places, strings) ?? nothingFound(places, strings);
    default:
      return cued(intent, places, strings);
  }
}

/** What there is about examples, warnings, results, failures, reasons: in the passage, else on the page. */
function cued(intent: CuedIntent, places: Places, strings: ExtractiveStrings): Reply {
  const [found, absent] = sentenceNames[intent];
  const inPassage = findByIntent(intent, unitsIn(places.passage));
  const inPage = () => findByIntent(intent, unitsIn(places.page)).slice(0, 3);
  if (isAll(inPassage, places.passage)) {
    const quotes = inPage();
    return quotes.length > 0
      ? { intro: inOne(strings, strings.allOfIt, strings.onPage), quotes }
      : repeating(places, strings, strings.allOfIt);
  }
  if (inPassage.length > 0) return { intro: strings[found], quotes: inPassage };
  const quotes = inPage();
  if (quotes.length === 0) return nothingFound(places, strings, strings[absent]);
  return { intro: places.hasPassage ? inOne(strings, strings[absent], strings.onPage) : strings[found], quotes };
}

function sentences(places: Places, { intent, stem }: Question, strings: ExtractiveStrings): Reply | undefined {
  const plain = intent === 'simplify';
  const main = places.passage.length > 0 ? places.passage : places.page;
  const count = main.filter(({ unit }) => unit.kind === 'sentence').length;
  const key = keySentences(main, Math.min(plain ? 3 : 4, Math.max(plain ? 1 : 2, Math.ceil(count / 2))), plain);
  if (key.length === 0) return undefined;
  const quotes = distinct(withAnnounced(key, unitsIn(main))).slice(0, MAX_QUOTES);
  const { more } = related(places, stem, strings);
  if (places.passage.length > 0 && (isAll(quotes, main) || (!plain && isShort(main)))) {
    return more ?? repeating(places, strings, strings.tooShort);
  }
  return { intro: plain ? strings.simplify : strings.explain, quotes, ...(more ? { more } : {}) };
}

/** At most three sentences and nothing else. */
const isShort = (passage: Indexed[]): boolean =>
  passage.length <= SHORT && passage.every(({ unit }) => unit.kind === 'sentence');

/** Whether the quotes are all of a passage, as short as a reader sees it at once. */
function isAll(quotes: Unit[], passage: Indexed[]): boolean {
  if (quotes.length === 0 || passage.length > SHORT) return false;
  const quoted = new Set(quotes.map(({ text }) => squeeze(text)));
  return passage.every(({ unit }) => quoted.has(squeeze(unit.text)));
}

/** Quotes would be the passage again: says so, and what would help. */
function repeating({ hasPage }: Places, strings: ExtractiveStrings, why: string): Reply {
  return hasPage
    ? { intro: inOne(strings, why, strings.nothingRelated, strings.selectOther), quotes: [] }
    : { intro: inOne(strings, why, strings.includePage), quotes: [], wantsPage: true };
}

/** Sentences of the page about what the passage is about. */
function related({ passage, page }: Places, stem: Question['stem'], strings: ExtractiveStrings): Pick<Reply, 'more'> {
  const [first] = passage;
  if (!first || page.length === 0) return {};
  const text = passage.map(({ unit }) => unit.text).join('\n');
  const subject = { ...readQuestion(`${first.unit.source.context}\n${text}`.slice(0, 1000)), stem };
  const quotes = rank(page, subject)
    .filter(({ unit, coverage, length }) => unit.kind === 'sentence' && coverage >= 0.2 && length >= 5)
    .slice(0, 2)
    .map(({ unit }) => unit);
  return quotes.length > 0 ? { more: { intro: strings.related, quotes: distinct(quotes) } } : {};
}

function codeParts(places: Places, strings: ExtractiveStrings): Reply | undefined {
  const code = unitsIn(places.passage.length > 0 ? places.passage : places.page).filter(({ kind }) => kind === 'code');
  if (code.length === 0) return undefined;
  const names = namesIn(code.map(({ text }) => text).join('\n'));
  const quotes = code.slice(0, MAX_CODE_PARTS);
  const left = code.length - quotes.length;
  const more = places.passage.length > 0 ? aboutNames(names, places.page) : [];
  const outro = [
    left > 0 ? fill(strings.moreParts, String(left)) : '',
    !places.hasPage && names.length > 0
      ? fill(strings.namesOnPage, names.map((name) => `\`${name}\``).join(strings.listSeparator))
      : '',
  ].filter((sentence) => sentence !== '');
  return {
    intro: strings.lineByLine,
    quotes,
    ...(more.length > 0 ? { more: { intro: strings.related, quotes: more } } : {}),
    ...(outro.length > 0 ? { outro: inOne(strings, ...outro) } : {}),
    ...(places.hasPage ? {} : { wantsPage: true }),
  };
}

/** What is called, or reached by a dot, most often; the first of equals first. */
function namesIn(code: string): string[] {
  const times = new Map<string, number>();
  for (const { raw, index } of wordsOf(code, (word) => word)) {
    const isName = (raw.includes('.') || code[index + raw.length] === '(') && /^[\p{L}_][\w.]{2,60}$/u.test(raw);
    if (isName) times.set(raw, (times.get(raw) ?? 0) + 1);
  }
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_NAMES)
    .map(([name]) => name);
}

const aboutNames = (names: string[], page: Indexed[]) =>
  distinct(names.flatMap((name) => findSubject(page, readQuestion(`\`${name}\``)).slice(0, 1)));
