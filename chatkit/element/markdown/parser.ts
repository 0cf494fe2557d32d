import { appendBlocks, blocksOf, emptyDocument, type Block, type MarkdownDocument } from './document';
import { openFence, type FenceReader } from './fence';
import { lexMarkdown, type LinkDefinitions } from './lex';

/** Longest unfinished text that is read anew for every frame. */
const EAGER_TAIL = 8_000;
/** A longer one is read again when it has grown by this share: the cost stays in proportion to the text. */
const LAZY_GROWTH = 1 / 8;
/** A list may yet go on while what follows it is only the beginning of a marker. */
const UNDECIDED_MARKER = /^(?:\d{1,9}[.)]?|[-*+])?[ \t]*$/;

/** Reads one message while it grows. */
export interface MarkdownParser {
  /**
   * The blocks of the text. Blocks that are finished keep their identity; when the message is, the text is read once
   * more as a whole, so that late link definitions count.
   */
  update(text: string, finished: boolean): MarkdownDocument;
  /** Characters read so far, counted each time they are: the gate on streaming cost. */
  readonly charactersRead: number;
}

export function createMarkdownParser(): MarkdownParser {
  let source = '';
  let committed = 0;
  let links: LinkDefinitions = {};
  let fence: FenceReader | null = null;
  let lexedTo = 0;
  let charactersRead = 0;
  let isWhole = false;
  let result = emptyDocument;

  const restart = () => {
    source = '';
    committed = lexedTo = 0;
    links = {};
    fence = null;
    result = emptyDocument;
  };

  const lex = (text: string) => {
    charactersRead += text.length;
    return lexMarkdown(text, links);
  };

  const commit = (blocks: readonly Block[], end: number) => {
    result = { chapters: appendBlocks(result.chapters, blocks), tail: [], surplus: '' };
    committed = end;
  };

  /** Reads from `committed` on; true when something was committed and there is more to read. */
  const readTail = (): boolean => {
    fence ??= openFence(source, committed);
    if (fence) {
      const before = fence.examined;
      const { block, end } = fence.read(source);
      charactersRead += fence.examined - before;
      if (end === null) {
        result = { ...result, tail: [block], surplus: '' };
        return false;
      }
      commit([block], end);
      fence = null;
      return end < source.length;
    }
    const length = source.length - committed;
    const lexed = lexedTo - committed;
    if (lexed > EAGER_TAIL && length - lexed < lexed * LAZY_GROWTH) {
      result = { ...result, surplus: source.slice(lexedTo) };
      return false;
    }
    const blocks = blocksOf(lex(source.slice(committed)), committed);
    lexedTo = source.length;
    const last = finishedCount(blocks, source);
    if (last > 0) commit(blocks.slice(0, last), blocks[last]?.start ?? committed);
    result = { ...result, tail: blocks.slice(last), surplus: '' };
    // The block that is left may be a fence with a reader of its own.
    return last > 0 && openFence(source, committed) !== null;
  };

  const readWhole = (text: string) => {
    const known = new Map([...result.chapters.flat(2), ...result.tail].map((block) => [block.key, block]));
    const tokens = lex(text);
    // The same words may mean another thing once all definitions are known.
    const isReusable = Object.keys(links).length === 0;
    const blocks = blocksOf(tokens, 0).map((block) => {
      const before = isReusable ? known.get(block.key) : undefined;
      return before && before.raw.trimEnd() === block.raw.trimEnd() && before.kind === block.kind ? before : block;
    });
    restart();
    source = text;
    commit(blocks, text.length);
  };

  return {
    get charactersRead() {
      return charactersRead;
    },
    update(raw, finished) {
      const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
      if (text === source && finished === isWhole) return result;
      if (isWhole || !goesOn(source, text)) restart();
      isWhole = finished;
      source = text;
      if (finished) readWhole(text);
      else while (readTail());
      return result;
    },
  };
}

/** As `startsWith`, which reads letter by letter: for every frame of a long answer that would be its dearest step. */
const goesOn = (before: string, text: string): boolean => text.slice(0, before.length) === before;

/** How many of the blocks cannot change any more: all but the last, and a list only if what follows is decided. */
function finishedCount(blocks: readonly Block[], source: string): number {
  const last = blocks.length - 1;
  const before = blocks[last - 1];
  const undecided =
    before?.kind === 'token' &&
    before.token.type === 'list' &&
    UNDECIDED_MARKER.test(source.slice(blocks[last]?.start));
  return Math.max(0, undecided ? last - 1 : last);
}
