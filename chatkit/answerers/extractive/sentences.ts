/** A place in a text, in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

/** After these a capital letter does not begin a sentence. */
const ABBREVIATION =
  /(?:^|[\s([])(?:e\.g|i\.e|cf|vs|v|viz|approx|resp|incl|Fig|Figs|Eq|Sec|Ch|No|Nr|Vol|pp?|Dr|Mr|Mrs|Ms|Prof|St|Jr|Inc|ca|z\.\s?B|d\.\s?h|u\.\s?a|bzw|ggf|vgl|p\.\s?ex|par ex|ej|\p{Lu})\.\s*$/u;
const LIST_NUMBER = /^\s*(?:\d{1,3}|[a-zA-Z])[.)]\s*$/u;
const UNFINISHED = /[^.?!:。！？…”"')\]\s]\s*$/u;
const CONTINUES = /^\s*(?:[\p{Ll}\p{N}(]|["'“‘`]\p{Ll})/u;
/** `a != b`, `x ? y : z`: a mark that no sentence begins with. */
const OPERATOR = /^\s*(?:[=:,;)|&%]|[?!](?!\p{L}))/u;
/** 「…何ですか?」を見てください: a question named inside a Japanese sentence ends none. */
const QUOTED_END = /[?？!！。][」』]\s*$/u;
const PARTICLE = /^\s*[でとはをにのがもや]/u;
const LIST_ITEM = /^\s*(?:[-*•◦]|\d{1,3}[.)])\s/u;

/**
 * The sentences of a stretch of prose, by their places in the whole text. `Intl.Segmenter` with two repairs: no break
 * after an abbreviation or a list number, and none where a line is merely wrapped.
 * @param lang BCP 47 tag as a page claims it; one that is not valid is ignored.
 */
export function sentencesOf(text: string, start: number, end: number, lang?: string): Range[] {
  const sentences: Range[] = [];
  const segments = segmenter(lang);
  for (const piece of piecesOf(text, start, end)) {
    for (const { index, segment } of segments.segment(text.slice(piece.start, piece.end))) {
      const from = piece.start + index;
      const last = sentences.at(-1);
      if (last && continues(text.slice(last.start, last.end), segment)) last.end = from + segment.length;
      else sentences.push({ start: from, end: from + segment.length });
    }
  }
  return sentences.map((range) => trimRange(text, range)).filter(({ start: from, end: to }) => to > from);
}

/** Longest text given to the segmenter at once: its time grows with the square of it (20 000 short lines took 5 s). */
const MAX_PIECE = 2000;

/** Lines, as every line ends a segment anyway, and parts of very long ones. */
function* piecesOf(text: string, start: number, end: number): Generator<Range> {
  for (let from = start; from < end;) {
    const newline = text.indexOf('\n', from);
    let to = newline < 0 || newline >= end ? end : newline + 1;
    if (to - from > MAX_PIECE) {
      const space = text.lastIndexOf(' ', from + MAX_PIECE);
      to = space > from ? space + 1 : from + MAX_PIECE;
    }
    yield { start: from, end: to };
    from = to;
  }
}

function continues(before: string, segment: string): boolean {
  const tail = before.slice(-40);
  if (LIST_NUMBER.test(before.slice(0, 8)) && before.length < 8) return true;
  // `json.JSONDecoder`, `![alt]`: between sentences there is a space, or a full stop that needs none.
  if (!/[\s。！？｡]$/u.test(tail)) return true;
  if (ABBREVIATION.test(tail) || OPERATOR.test(segment)) return true;
  if (QUOTED_END.test(tail) && PARTICLE.test(segment)) return true;
  return tail.includes('\n') && UNFINISHED.test(tail) && CONTINUES.test(segment) && !LIST_ITEM.test(segment);
}

function trimRange(text: string, { start, end }: Range): Range {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  // A list marker is not part of the sentence; the renderer would make a list of it.
  const marker = /^[-*•◦]\s+/u.exec(text.slice(from, end))?.[0].length ?? 0;
  return { start: from + marker, end: Math.max(from + marker, start + raw.trimEnd().length) };
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(lang = ''): Intl.Segmenter {
  const known = segmenters.get(lang);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(lang || 'en', { granularity: 'sentence' });
  } catch {
    // `lang` comes from a page and may be anything.
    return segmenter();
  }
  // A hostile page may claim a new language every time.
  if (segmenters.size > 20) segmenters.clear();
  segmenters.set(lang, made);
  return made;
}
