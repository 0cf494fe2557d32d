import { isContainer, join, settle, type Settled } from './container';
import { lexMarkdown, lineStarts, type FoundDefinition, type LinkDefinitions } from './lex';
import { openingOf, type OpenContainer } from './reopen';
import type { PlacedToken } from './token';

/** A container at the end of a text that has finished children: reading goes on with the last of them. */
export interface OpenBlock {
  settled: Settled;
  /** Where it begins, and where reading goes on, in the text. */
  start: number;
  resume: number;
  /** Lines that open it again. */
  opening: string;
}

/** What is not finished of a text. Places are those in the whole text. */
export interface Tail {
  blocks: PlacedToken[];
  definitions: FoundDefinition[];
  openFormula: number | null;
  isBounded: boolean;
  /** Letters and steps that reading took. */
  length: number;
  steps: number;
  /** What is open at the end with all that can be settled in it; null where nothing can. */
  settle(): OpenBlock | null;
}

/**
 * Reads a text from `from` on, or from where `open` goes on. Null where that cannot be read as one block any more:
 * it then has to be read whole.
 */
export function readTail(source: string, from: number, open: OpenBlock | null, known: LinkDefinitions): Tail | null {
  const text = (open?.opening ?? '') + source.slice(open?.resume ?? from);
  const { blocks: read, definitions, containers, openFormula, isBounded, steps } = lexMarkdown(text, known);
  const shift = source.length - text.length;
  const blocks = read.map((block) => ({ ...block, start: block.start + shift, end: block.end + shift }));
  const [first] = blocks;
  if (open) {
    const joined = isContainer(first?.token) ? join(open.settled, first.token) : null;
    if (!first || !joined || !('type' in joined)) return null;
    blocks[0] = { token: joined, start: open.start, end: first.end };
  }
  return {
    blocks,
    definitions: definitions.map((definition) => ({ ...definition, end: definition.end + shift })),
    openFormula: openFormula === null ? null : openFormula + shift,
    isBounded,
    length: text.length,
    steps,
    settle() {
      const last = read.at(-1);
      const before = read.length === 1 ? open : null;
      if (!isContainer(last?.token)) return null;
      const starts = lineStarts(text);
      const path = pathToSettled(containers, before?.settled ?? null, starts.length - 1);
      if (!path || path.containers.some(({ isDoubtful }) => isDoubtful)) return before;
      const lineAt = (line: number) => text.slice(starts[line], (starts[line + 1] ?? Infinity) - 1);
      const opening = openingOf(path.containers, path.goesOn, lineAt);
      const settled = opening && settle(before?.settled ?? null, last.token, opening.fillers, path.kept);
      if (!settled) return before;
      return {
        settled,
        start: before?.start ?? last.start + shift,
        resume: (starts[path.goesOn] ?? 0) + shift,
        opening: opening.text,
      };
    },
  };
}

/** The open containers down to the innermost in which something is finished. */
interface Path {
  containers: readonly OpenContainer[];
  /** Children that are not finished in the innermost, and the line of the first of them. */
  kept: 1 | 2;
  goesOn: number;
}

/**
 * All children but the last are finished, and not the one before it either where the line in which the last begins may still grow:
 * half a line may yet be another thing.
 * @param growing the line at the end of the text
 */
function pathToSettled(containers: readonly OpenContainer[], before: Settled | null, growing: number): Path | null {
  let path: Path | null = null;
  let settled = before;
  containers.forEach(({ children, lastLine, lineBefore }, place) => {
    const kept = lastLine < growing ? 1 : 2;
    const fresh = children - (settled?.fillers ?? 0);
    if (fresh > kept) {
      path = { containers: containers.slice(0, place + 1), kept, goesOn: kept === 1 ? lastLine : lineBefore };
    }
    settled = fresh === 1 ? (settled?.open ?? null) : null;
  });
  return path;
}
