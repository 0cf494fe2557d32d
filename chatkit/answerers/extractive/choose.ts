import { type StarterId } from '../../protocol/requests';
import { aboutAll } from './about-all';
import { withAnnounced } from './find-subject';
import { readQuestion } from './question';
import { indexUnits } from './rank';
import { type Corpus, readCorpus } from './ranking/corpus';
import { rankAnswers } from './ranking/rank-answers';
import { type Vectors } from './ranking/vectors';
import { type Places, type Reply } from './reply';
import { type Source } from './source';
import { type ExtractiveStrings, fill } from './strings';
import { primaryOf, type Stemmer, stemmerFor } from './stem';
import { type Unit, unitsOf } from './units';

export interface Asked {
  question: string;
  sources: Source[];
  strings: ExtractiveStrings;
  /** The ready-made question that it is, where that is known. */
  starter?: StarterId | undefined;
  /** Of the sources' language; the one that is there without waiting when left out. */
  stem?: Stemmer;
  /** Of the words of that language, where they have any. */
  vectors?: Vectors | undefined;
  /** The sources as `readSources` reads them, where more than one question is asked about them. */
  read?: ReadSources;
}

/** The sources by where they stand, with what can be quoted of each. */
export type ReadSources = Readonly<Record<Source['kind'], { units: Unit[]; corpus: Corpus }>>;

export function readSources(sources: Source[], stem?: Stemmer, vectors?: Vectors): ReadSources {
  const language = primaryOf(sources[0]?.lang ?? 'en');
  const all = unitsOf(sources);
  const of = (kind: Source['kind']) => {
    const units = all.filter(({ source }) => source.kind === kind);
    return { units, corpus: readCorpus(units, stem ?? stemmerFor(language), language, vectors) };
  };
  return { passage: of('passage'), page: of('page') };
}

/** Decides what of the sources answers the question, and what is said around it. Pure. */
export function chooseReply(whole: Asked): Reply {
  const { question, sources, strings, starter } = whole;
  const [first] = sources;
  if (!first) return { intro: strings.nothingSelected, quotes: [] };
  const asked = readQuestion(question, first.lang, starter);
  if (asked.about === 'subject') {
    const names = asked.concepts.filter(({ required }) => required).map(({ name }) => name);
    return aboutSubject(whole, names);
  }
  const reply = aboutAll(asked, placesOf(sources, asked.stem), strings);
  const name = first.title.trim();
  return name ? { ...reply, title: fill(strings.title, withoutEnd(question), name) } : reply;
}

/** The sources, read and indexed. */
export function placesOf(sources: Source[], stem: Stemmer): Places {
  const indexed = indexUnits(unitsOf(sources), stem);
  return {
    passage: indexed.filter(({ unit }) => unit.source.kind === 'passage'),
    page: indexed.filter(({ unit }) => unit.source.kind === 'page'),
    hasPassage: sources.some(({ kind }) => kind === 'passage'),
    hasPage: sources.some(isWholePage),
  };
}

/** Of which nothing more can be included. */
const isWholePage = ({ kind, isSection }: Source): boolean => kind === 'page' && !isSection;

/** A question without its mark, in a language of any script: a title goes on behind it. */
const withoutEnd = (question: string): string => question.trim().replace(/[.?!。？！؟।\s]+$/u, '');

/**
 * The sentences that answer best: of the passage where they surely do, else of the page where those do, else the closest
 * there are, said to be no more than that.
 */
function aboutSubject(
  { question, sources, strings, stem, vectors, read = readSources(sources, stem, vectors) }: Asked,
  names: string[],
): Reply {
  const hasPage = sources.some(isWholePage);
  const rankedIn = (kind: Source['kind']) => {
    const { units, corpus } = read[kind];
    const { best, sure } = rankAnswers(question, names, corpus);
    return { quotes: withCode(best, units), sure };
  };
  const passage = rankedIn('passage');
  if (passage.sure > 0) return { quotes: passage.quotes };
  const page = rankedIn('page');
  if (page.sure > 0) {
    return passage.quotes.length > 0 ? { intro: strings.pageSays, quotes: page.quotes } : { quotes: page.quotes };
  }
  const { quotes } = page.sure > passage.sure ? page : passage;
  return {
    intro: quotes.length > 0 ? strings.closest : strings.neitherSays,
    quotes,
    outro: hasPage ? strings.selectOther : strings.includePage,
    ...(hasPage ? {} : { wantsPage: true }),
  };
}

/** Best first, and after a sentence that announces code ("as follows:") that code, in place of the last. */
function withCode(best: Unit[], all: Unit[]): Unit[] {
  const complete = best.flatMap((unit) => withAnnounced([unit], all));
  return [...new Set(complete)].slice(0, Math.max(best.length, 2));
}
