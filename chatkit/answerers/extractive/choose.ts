import { aboutAll } from './about-all';
import { findSubject, withAnnounced } from './find-subject';
import { type Question, readQuestion } from './question';
import { indexUnits } from './rank';
import { type Places, refusal, type Reply, unitsIn } from './reply';
import { type Source } from './source';
import { type ExtractiveStrings } from './strings';
import { unitsOf } from './units';

/** Decides what of the sources answers the question, and what is said around it. Pure. */
export function chooseReply(question: string, sources: Source[], strings: ExtractiveStrings): Reply {
  const [first] = sources;
  if (!first) return { intro: strings.nothingSelected, quotes: [] };
  const asked = readQuestion(question, first.lang);
  const indexed = indexUnits(unitsOf(sources), asked.stem);
  const places: Places = {
    passage: indexed.filter(({ unit }) => unit.source.kind === 'passage'),
    page: indexed.filter(({ unit }) => unit.source.kind === 'page'),
    hasPassage: sources.some(({ kind }) => kind === 'passage'),
    hasPage: sources.some(({ kind }) => kind === 'page'),
  };
  if (asked.about === 'subject') return aboutSubject(asked, places, strings);
  const reply = aboutAll(asked, places, strings);
  const name = first.title.trim();
  return name ? { ...reply, title: `${question.trim().replace(/[.?!\s]+$/u, '')}: ${name}` } : reply;
}

function aboutSubject(question: Question, places: Places, strings: ExtractiveStrings): Reply {
  const inPassage = findSubject(places.passage, question);
  if (inPassage.length > 0) return { quotes: withAnnounced(inPassage, unitsIn(places.passage)) };
  const inPage = findSubject(places.page, question);
  if (inPage.length === 0) return refusal(places, strings);
  const quotes = withAnnounced(inPage, unitsIn(places.page));
  return places.hasPassage ? { intro: strings.pageSays, quotes } : { quotes };
}
