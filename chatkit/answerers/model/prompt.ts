import type { AnswerContext } from '../../server/types';
import { type Asked, type Style, tokensOf, writeMessages } from './messages';
import type { ModelMessage } from './model';
import { describePage, describePassages, type PagePart } from './page-parts';
import { rankPieces } from './page-pieces';
import type { PromptFiles } from './prompt-files';
import type { Source } from './sources';
import { readTurns, type Told, type Turn } from './turns';

/** Something that had no room, and how much of it went along: bytes of UTF-8, or questions. */
export type LeftOut =
  | { what: 'page'; sent: number; whole: number }
  | { what: 'file'; name: string; sent: number; whole: number }
  | { what: 'turns'; count: number };

export interface Prompt {
  messages: ModelMessage[];
  /** To be kept with the question (`toldItem`). */
  told: Told;
  /** All that stand in the messages: no answer may show them. */
  boundaries: string[];
  /** By number: all that an answer may name. */
  sources: ReadonlyMap<number, Source>;
  leftOut: LeftOut[];
  /** False: question and passage alone are more than there is room for. Nothing else is among the messages then. */
  fits: boolean;
}

export interface Room {
  /** Tokens that the messages may have together. */
  tokens: number;
  /** Tokens of a text. */
  cost: (text: string) => number;
}

type Asking = Pick<AnswerContext, 'items' | 'message' | 'question' | 'docent'>;

/** Of what is free, a page told for the first time takes at most so much: the next questions need room, too. */
const SHARE_OF_PAGE = 2 / 3;
/** And further pieces of it, when a later question is about them. */
const SHARE_OF_MORE = 1 / 3;
/** Beside a page; without one, files have its share. */
const SHARE_OF_FILES = 1 / 2;
const MAX_MORE = 6;

/**
 * The conversation for a model, as far as there is room: rules, question and passage whole; then files and the page, of
 * which the pieces that the question is about go first; then the newest turns. A text of the page is told once, where it
 * first came up, and keeps its number. What was sent before is sent again byte for byte, until turns have to go: then so
 * many at once that the beginning stays the same for a while, because a model reads anew whatever follows the first
 * word that differs.
 *
 * @param files of the messages that bring any, by the message's id
 */
export function buildPrompt(
  { items, message, question, docent }: Asking,
  style: Style,
  room: Room,
  files: ReadonlyMap<string, PromptFiles> = new Map(),
): Prompt {
  const at = items.findIndex(({ id }) => id === message.id);
  const turns = readTurns(at < 0 ? items : items.slice(0, at));
  const numbers = numberTexts(turns);
  const passages = describePassages(message, docent);
  const page = describePage(docent);
  const ranked = rankPieces(page.pieces, question, passages[0]?.body.split('\n\n').at(-1) ?? '');
  const ownFiles = files.get(message.id)?.texts ?? [];
  const costs = new Map<Turn, number>();
  const costOf = (turn: Turn) => {
    const known = costs.get(turn);
    if (known !== undefined) return known;
    // Without the rules, which stand before the first turn alone.
    const cost = cheap([turn], asked()) - cheap([], asked());
    costs.set(turn, cost);
    return cost;
  };
  const cheap = (earlier: readonly Turn[], one: Asked) =>
    tokensOf(writeMessages(earlier, one, files, style).messages, room.cost);
  const asked = (parts: string[] = [], sent: Told['files'] = {}): Asked => ({
    id: message.id,
    parts,
    words: question,
    files: { ...Object.fromEntries(ownFiles.map(({ id }) => [id, [0, 0] as const])), ...sent },
  });

  // A model with far more room than the one before gets all of it again.
  const all = turns.reduce((sum, turn) => sum + costOf(turn), 0);
  let start = all <= room.tokens / 2 ? 0 : Math.max(0, firstSent(turns));
  for (;;) {
    const kept = turns.slice(start);
    const known = new Set(kept.flatMap(({ parts }) => parts.map(bodyOf)));
    const isNew = ({ body }: PagePart) => !known.has(body);
    const history = kept.reduce((sum, turn) => sum + costOf(turn), 0);
    const alone = passages.filter(isNew);
    const fixed = cheap([], asked(alone.map((part) => named(part, numbers.of(part.body)))));
    const fits = fixed <= room.tokens;
    let free = Math.max(0, room.tokens - fixed);

    const cutFiles = ownFiles.map(({ id, name, text }) => {
      const most = Math.floor((free * (page.parts.length > 0 ? SHARE_OF_FILES : SHARE_OF_PAGE)) / ownFiles.length);
      const tokens = room.cost(text);
      const length = fits ? Math.floor(text.length * Math.min(1, most / Math.max(1, tokens))) : 0;
      return { id, name, text, length };
    });
    free -= cutFiles.reduce((sum, { text, length }) => sum + room.cost(text.slice(0, length)), 0);

    const isFirst = page.parts.every(isNew);
    const forPage = isFirst ? free * SHARE_OF_PAGE : Math.max(0, free - history) * SHARE_OF_MORE;
    const candidates = ranked.filter(({ index, isAsked }) => isNew(page.parts[index]!) && (isFirst || isAsked));
    const chosen = takeWhileRoom(
      isFirst ? candidates : candidates.slice(0, MAX_MORE),
      fits ? forPage : 0,
      ({ index }) => room.cost(named(page.parts[index]!, 100)) + 4,
    );
    const pieces = chosen.list.map(({ index }) => index).toSorted((a, b) => a - b);
    const rest = free - chosen.cost;

    if (fits && kept.length > 0 && history > rest) {
      start += turnsToDrop(kept.map(costOf), rest);
      continue;
    }
    const told = [...alone, ...pieces.map((index) => page.parts[index]!)];
    const sources: Source[] = [];
    const parts = told.map((part) => {
      const number = part.source && numbers.of(part.body);
      if (part.source && number !== undefined) sources.push({ number, ...part.source });
      return named(part, number);
    });
    const sent = cutFiles.map(({ id, name, length }) => {
      const number = numbers.of(`file ${id}`);
      const quote = '';
      if (length > 0) sources.push({ number, place: 'file', title: name, quote });
      return [id, [number, length]] as const;
    });
    const one = asked(parts, Object.fromEntries(sent));
    const earlier = fits ? kept : [];
    const leftOut: LeftOut[] = [];
    const inContext = page.parts.filter((part, index) => known.has(part.body) || pieces.includes(index));
    if (page.parts.length > inContext.length && pieces.length + Number(isFirst) > 0) {
      leftOut.push({
        what: 'page',
        sent: bytes(page.pieces.filter((_, index) => inContext.includes(page.parts[index]!))),
        whole: bytes(page.pieces),
      });
    }
    for (const { name, text, length } of cutFiles) {
      if (length < text.length)
        leftOut.push({ what: 'file', name, sent: bytes([{ text: text.slice(0, length) }]), whole: bytes([{ text }]) });
    }
    if (turns.length > earlier.length) leftOut.push({ what: 'turns', count: turns.length - earlier.length });
    return {
      ...writeMessages(earlier, one, files, style),
      told: { parts, sources, files: one.files, from: earlier[0]?.id ?? message.id },
      sources: new Map(
        [...earlier.flatMap((turn) => turn.sources), ...sources].map((source) => [source.number, source]),
      ),
      leftOut,
      fits,
    };
  }
}

/** Where the messages of the question before began: a model's server has them by heart from there. */
const firstSent = (turns: readonly Turn[]): number => {
  const from = turns.findLast((turn) => turn.from !== undefined)?.from;
  return turns.findIndex(({ id }) => id === from);
};

/** So many of the oldest that the others take half of the room; the newest stays wherever it fits at all. */
function turnsToDrop(costs: readonly number[], room: number): number {
  let kept = 0;
  let sum = 0;
  for (const cost of costs.toReversed()) {
    sum += cost;
    if (sum > (kept === 0 ? room : room / 2)) break;
    kept += 1;
  }
  return Math.max(1, costs.length - kept);
}

function takeWhileRoom<T>(list: readonly T[], room: number, costOf: (one: T) => number): { list: T[]; cost: number } {
  const taken: T[] = [];
  let cost = 0;
  for (const one of list) {
    const more = costOf(one);
    if (cost + more > room) continue;
    taken.push(one);
    cost += more;
  }
  return { list: taken, cost };
}

/** Numbers of texts, each of which keeps its own through a thread; given as they are asked for. */
function numberTexts(turns: readonly Turn[]) {
  const numbers = new Map<string, number>();
  for (const { parts, files } of turns) {
    for (const part of parts) {
      const [, number] = /^\[(\d+)\] /.exec(part) ?? [];
      if (number !== undefined) numbers.set(bodyOf(part), Number(number));
    }
    for (const [id, [number]] of Object.entries(files)) numbers.set(`file ${id}`, number);
  }
  return {
    of(body: string): number {
      const number = numbers.get(body) ?? Math.max(0, ...numbers.values()) + 1;
      numbers.set(body, number);
      return number;
    },
  };
}

const named = ({ name, body, source }: PagePart, number: number | undefined): string =>
  `${source && number !== undefined ? `[${number}] ` : ''}${name}\n${body}`;

/** A part without its name and number. */
const bodyOf = (part: string): string => part.slice(part.indexOf('\n') + 1);

const bytes = (texts: readonly { text: string }[]): number =>
  texts.reduce((sum, { text }) => sum + new TextEncoder().encode(text).byteLength, 0);
