/** A stretch of a page that is told, cited and left out as one. */
export interface PagePiece {
  text: string;
  /** The nearest heading above its first line that it does not hold itself. */
  heading: string | undefined;
}

/** UTF-16 units: shorter paragraphs are told together, longer ones cut. */
const SHORT = 500;
const LONG = 1_600;

/** A page's text (Markdown, or plain) in pieces of whole paragraphs, cut at headings first; nothing of it is lost. */
export function piecesOfPage(text: string): PagePiece[] {
  const pieces: PagePiece[] = [];
  let heading: string | undefined;
  let above: string | undefined;
  let piece = '';
  const close = () => {
    if (piece !== '') pieces.push({ text: piece, heading: above });
    piece = '';
  };
  for (const block of blocksOf(text)) {
    const title = /^#{1,6} +(.+?)[ #]*$/m.exec(block.slice(0, 300));
    const isHeading = title?.index === 0;
    if (piece !== '' && (piece.length + block.length > LONG || (isHeading && piece.length > SHORT))) close();
    if (piece === '') above = isHeading ? undefined : heading;
    if (isHeading) heading = title[1];
    if (block.length <= LONG) piece = piece === '' ? block : `${piece}\n\n${block}`;
    else {
      close();
      for (const part of cut(block)) pieces.push({ text: part, heading: above });
    }
  }
  close();
  return pieces;
}

/** Paragraphs; a block of code between fences is one. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let fence = '';
  for (const line of text.split(/\r\n?|\n/)) {
    const [mark = ''] = /^(?:`{3,}|~{3,})/.exec(line.trimStart()) ?? [];
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    if (line.trim() !== '' || fence !== '') block.push(line);
    else if (block.length > 0) {
      blocks.push(block.join('\n'));
      block = [];
    }
  }
  return block.length > 0 ? [...blocks, block.join('\n')] : blocks;
}

/** At a line's end, else behind a sentence, else behind a word, else where it must be. */
function cut(block: string): string[] {
  const parts: string[] = [];
  let rest = block;
  while (rest.length > LONG) {
    const start = rest.slice(0, LONG);
    const at = ['\n', '. ', '。', ' '].map((mark) => start.lastIndexOf(mark) + mark.length).find((end) => end > SHORT);
    const length = at ?? (/[\ud800-\udbff]$/.test(start) ? LONG - 1 : LONG);
    parts.push(rest.slice(0, length).trimEnd());
    rest = rest.slice(length);
  }
  return rest.trim() === '' ? parts : [...parts, rest];
}

/**
 * The pieces in the order in which they are worth their room: those that hold the question's words, rare ones before
 * common ones, and those near the passage. Without either, as the page has them.
 *
 * @param passage its first words say where in the page it stands
 * @returns indexes, and whether the question's words are in the piece
 */
export function rankPieces(
  pieces: readonly PagePiece[],
  question: string,
  passage: string,
): { index: number; isAsked: boolean }[] {
  const wanted = new Set(wordsOf(question));
  const held = pieces.map(({ text, heading = '' }) => new Set(wordsOf(`${heading}\n${text}`)));
  const weights = new Map(
    [...wanted].map((word) => {
      const count = held.filter((words) => words.has(word)).length;
      return [word, count === 0 ? 0 : Math.log(1 + pieces.length / count)];
    }),
  );
  const scores = held.map((words) =>
    [...weights].reduce((sum, [word, weight]) => sum + (words.has(word) ? weight : 0), 0),
  );
  const best = Math.max(...scores, 0);
  const start = squeeze(passage).slice(0, 60);
  const at = start === '' ? -1 : pieces.findIndex(({ text }) => squeeze(text).includes(start));
  // Of less weight than words, and of least where nobody knows where the passage stands.
  const near = (index: number) => (at < 0 ? 0.2 : 0.5) / (1 + Math.abs(index - Math.max(at, 0)));
  return pieces
    .map((_, index) => ({
      index,
      isAsked: best > 0 && scores[index]! >= best / 2,
      worth: (best > 0 ? scores[index]! / best : 0) + near(index),
    }))
    .toSorted((a, b) => b.worth - a.worth || a.index - b.index)
    .map(({ index, isAsked }) => ({ index, isAsked }));
}

const squeeze = (text: string) => text.replace(/[\s*_`#>|[\]()-]+/g, '').toLowerCase();

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words in lower case; an ending or two aside, so that a question's "tables" are the page's "table". */
const wordsOf = (text: string): string[] =>
  [...segmenter.segment(text.toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike && (segment.length > 2 || /[^\u0000-\u024f]/.test(segment)))
    .map(({ segment }) => (/^[a-z]{5,}$/.test(segment) ? segment.replace(/(?:e?s|ing|ed)$/, '') : segment));
