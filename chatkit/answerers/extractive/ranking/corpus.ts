import { type Stemmer } from '../stem';
import { type Unit } from '../units';
import { type Meant, meaningOf } from './meaning';
import { type Search, searchOver } from './search';
import { tokensOf } from './tokens';
import { type Vectors } from './vectors';

/** A unit as the ranking reads it. */
export interface Read {
  unit: Unit;
  tokens: readonly string[];
  own: ReadonlySet<string>;
  /** The heading or term it stands under, and its label. */
  head: ReadonlySet<string>;
  /** The headings above that one. */
  trail: ReadonlySet<string>;
  section: number;
  block: number;
}

/**
 * Of a text of more units, the rest is not read: a page of 200 kB whose every sentence is a word would take seconds, and
 * real ones have a third of it.
 */
const MAX_UNITS = 6000;

/** One text, read and indexed: its units, the blocks and the sections they stand in. */
export interface Corpus {
  units: readonly Read[];
  /** In how many units each token occurs. */
  spread: ReadonlyMap<string, number>;
  /** What all of it is about (title, headings of the passage): such words tell its sentences apart less. */
  about: ReadonlySet<string>;
  byUnit: Search;
  byBlock: Search;
  bySection: Search;
  stem: Stemmer;
  language: string;
  /** What the units mean, where the words of the language have vectors. */
  meanings?: { vectors: Vectors; units: readonly Meant[] };
}

/** @param vectors of the language's words, where there are any */
export function readCorpus(all: readonly Unit[], stem: Stemmer, language: string, vectors?: Vectors): Corpus {
  const units = all.slice(0, MAX_UNITS);
  const tokens = (text: string) => tokensOf(text, stem, language);
  const sections: { text: string[]; above: string[] }[] = [];
  const blocks: { text: string[]; above: string[] }[] = [];
  const read: Read[] = [];
  let before: Unit | undefined;
  for (const unit of units) {
    const own = tokens(unit.text);
    const head = tokens(`${unit.heading ?? ''} ${unit.label ?? ''}`);
    const newSection = before?.heading !== unit.heading || before?.source !== unit.source;
    if (newSection) sections.push({ text: [], above: [...tokens(unit.trail.join(' ')), ...head] });
    if (newSection || before?.block !== unit.block) blocks.push({ text: [], above: head });
    sections.at(-1)?.text.push(...own);
    blocks.at(-1)?.text.push(...own);
    read.push({
      unit,
      tokens: own,
      own: new Set(own),
      head: new Set(head),
      trail: newSection ? new Set(sections.at(-1)?.above) : (read.at(-1)?.trail ?? new Set()),
      section: sections.length - 1,
      block: blocks.length - 1,
    });
    before = unit;
  }
  const spread = new Map<string, number>();
  for (const { own } of read) for (const token of own) spread.set(token, (spread.get(token) ?? 0) + 1);
  const about = new Set(tokens([...new Set(units.map(({ source }) => source.context))].join('\n')));
  return {
    units: read,
    spread,
    about,
    byUnit: searchOver(
      read.map(({ tokens: text, head }) => ({ text, above: [...head] })),
      0.5,
    ),
    byBlock: searchOver(blocks, 0.6),
    bySection: searchOver(sections, 0.75),
    stem,
    language,
    ...(vectors && { meanings: { vectors, units: read.map((each) => meantBy(each, vectors)) } }),
  };
}

const meantBy = ({ unit, block, section }: Read, vectors: Vectors): Meant => ({
  block,
  section,
  own: meaningOf(unit.text, vectors),
  withHead: meaningOf(`${unit.heading ?? ''} ${unit.text}`, vectors),
});
