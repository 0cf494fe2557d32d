import { mayCutQuotes } from './bounds';
import { appendBlocks, blockOf, emptyDocument, type Block, type MarkdownDocument } from './document';
import { openFence, type FenceReader } from './fence';
import { lexMarkdown, type LinkDefinitions } from './lex';
import { mayHoldMath } from './math';
import { readTail, type OpenBlock, type Tail } from './tail';
import type { PlacedToken } from './token';

/**
 * What reading may cost in steps, so that a growing answer is never read in the square of its length: some at once, some
 * for each letter, and what is cheap always. An unfinished block that costs more is read again when its letters have
 * paid for it; what came meanwhile is shown as it is.
 */
const STEPS_AT_ONCE = 50_000;
const STEPS_PER_LETTER = 1;
const CHEAP = 32;

/** Reads one message while it grows. */
export interface MarkdownParser {
  /**
   * The blocks of the text. Blocks that are finished keep their identity. When the message is, and what came late could
   * change what was read before (link definitions, bounds), the text is read once more as a whole.
   */
  update(text: string, finished: boolean): MarkdownDocument;
  /** Characters read so far, counted each time they are: the gate on streaming cost. */
  readonly charactersRead: number;
  /** Steps taken so far (see `Lexed`): the gate on what is slow to read. */
  readonly steps: number;
}

export function createMarkdownParser(): MarkdownParser {
  /** The text as it came, and with one kind of line end. */
  let come = '';
  let source = '';
  let committed = 0;
  let links: LinkDefinitions = {};
  let fence: FenceReader | null = null;
  let open: OpenBlock | null = null;
  let lexedTo = 0;
  /** Steps that one letter of the unfinished text took when it was last read. */
  let density = 0;
  let charactersRead = 0;
  let steps = 0;
  /** Steps of the readings that the budget has to pay for. */
  let spent = 0;
  let isWhole = false;
  /** Something was met that reads otherwise in the whole text. */
  let isDoubtful = false;
  let result = emptyDocument;

  const restart = () => {
    come = source = '';
    committed = lexedTo = density = spent = 0;
    links = {};
    fence = null;
    open = null;
    isDoubtful = false;
    result = emptyDocument;
  };

  /** Where what is not settled begins. */
  const from = () => open?.resume ?? committed;

  const lexTail = (): Tail => {
    const tail = readTail(source, committed, open, links);
    if (!tail) {
      open = null;
      return lexTail();
    }
    charactersRead += tail.length;
    steps += tail.steps;
    if (tail.isBounded || tail.definitions.length > 0) isDoubtful = true;
    return tail;
  };

  const commit = (blocks: readonly Block[], end: number) => {
    result = { chapters: appendBlocks(result.chapters, blocks), tail: [], surplus: '' };
    committed = end;
  };

  /** Letters that would be read again: what is new would be read anyway. */
  const again = () => (open?.opening.length ?? 0) + Math.max(0, lexedTo - from());

  const isAffordable = (): boolean => {
    const expected = density * again();
    return expected <= CHEAP || spent + expected <= STEPS_AT_ONCE + STEPS_PER_LETTER * source.length;
  };

  /** Reads what is not finished; true when something was committed and there is more to read. */
  const readOn = (): boolean => {
    fence ??= openFence(source, committed);
    if (fence) {
      const before = fence.examined;
      const { block, end } = fence.read(source, isWhole);
      charactersRead += fence.examined - before;
      if (end === null) {
        result = { ...result, tail: [block], surplus: '' };
        return false;
      }
      commit([block], end);
      fence = null;
      return end < source.length;
    }
    if (!isWhole && lexedTo > from() && !isAffordable()) {
      result = { ...result, surplus: source.slice(lexedTo) };
      return false;
    }
    const repeated = again();
    const tail = lexTail();
    lexedTo = source.length;
    density = tail.steps / Math.max(1, tail.length);
    spent += density * repeated;
    const blocks = tail.blocks.map((placed) => blockOf(placed, source));
    const finished = finishedCount(tail.blocks, source, tail.openFormula ?? Infinity);
    if (finished > 0) {
      commit(blocks.slice(0, finished), blocks[finished]?.start ?? committed);
      open = null;
    }
    if (finished === blocks.length - 1 && tail.openFormula === null) open = tail.settle();
    for (const { name, end, ...definition } of tail.definitions) {
      if (end <= from()) links[name] ??= definition;
    }
    result = { ...result, tail: blocks.slice(finished), surplus: '' };
    // The block that is left may be a fence with a reader of its own.
    return finished > 0 && openFence(source, committed) !== null;
  };

  /** Reads what is left of a finished text; false where that may not be what reading the whole would give. */
  const readRest = (): boolean => {
    if (committed === 0 && !open && !fence) return false;
    if (isDoubtful || mayCutQuotes(source) || (source.includes('$') && !mayHoldMath(source))) return false;
    while (readOn());
    if (isDoubtful) return false;
    fence = null;
    open = null;
    commit(result.tail, source.length);
    lexedTo = source.length;
    return true;
  };

  const readWhole = () => {
    const [text, whole] = [source, come];
    const known = new Map([...result.chapters.flat(2), ...result.tail].map((block) => [block.key, block]));
    const { blocks, definitions, steps: taken } = lexMarkdown(text, {});
    charactersRead += text.length;
    steps += taken;
    // The same words may mean another thing once all definitions are known.
    const isReusable = definitions.length === 0;
    const kept = blocks.map((placed) => {
      const block = blockOf(placed, text);
      const before = isReusable ? known.get(block.key) : undefined;
      return before && before.raw.trimEnd() === block.raw.trimEnd() && before.kind === block.kind ? before : block;
    });
    restart();
    source = text;
    come = whole;
    commit(kept, text.length);
  };

  return {
    get charactersRead() {
      return charactersRead;
    },
    get steps() {
      return steps;
    },
    update(text, finished) {
      if (text === come && finished === isWhole) return result;
      if (isWhole || !goesOn(come, text)) restart();
      isWhole = finished;
      source += oneLineEnds(text.slice(come.length), come.endsWith('\r'));
      come = text;
      if (!finished) while (readOn());
      else if (!readRest()) readWhole();
      return result;
    },
  };
}

/**
 * Only what is new is looked at: the search alone took longer than reading where the letters of a script share a byte
 * with the return.
 * @param isOpen whether a return stood before it, which is a line end already
 */
const oneLineEnds = (piece: string, isOpen: boolean): string =>
  (isOpen && piece.startsWith('\n') ? piece.slice(1) : piece).replace(/\r\n?/g, '\n');

/** As `startsWith`, which reads letter by letter: for every frame of a long answer that would be its dearest step. */
const goesOn = (before: string, text: string): boolean => text.slice(0, before.length) === before;

/** How many of the blocks cannot change any more: all before the last whose first line is whole, and before a formula. */
function finishedCount(blocks: readonly PlacedToken[], source: string, openFormula: number): number {
  const last = blocks.length - 1;
  const isDecided = source.includes('\n', blocks[last]?.start);
  let count = Math.max(0, isDecided ? last : last - 1);
  while (count > 0 && (blocks[count - 1]?.end ?? 0) >= openFormula) count -= 1;
  return count;
}
