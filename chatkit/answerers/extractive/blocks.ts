import { isCodeBlock } from './code-lines';

/** A stretch of the text between blank lines (or fences), by its place in UTF-16 units. */
export interface Block {
  kind: 'prose' | 'code' | 'heading';
  start: number;
  end: number;
  language?: string;
  /** Of a heading: how deep it stands, 1–6 as Markdown marks it, `TERM` for a line that only names what follows. */
  level?: number;
  /** What a line above calls it: "Warning", "Note", "Deprecated since version 3.9". */
  label?: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/u;
const LABEL =
  /^[^\p{L}\p{N}]{0,8}(warning|caution|danger|important|note|tip|hint|attention|see also|deprecated\b[^.]{0,40}|changed in version [\w.]{1,12}|added in version [\w.]{1,12}|new in version [\w.]{1,12})\s*[:!]?\s*$/iu;
const TERM_LINE =
  /^(?:(?:class|exception|classmethod|staticmethod|function|method|property|event) )?(?:--?)?[\p{L}_$][\p{L}\p{M}\p{N}_$.:-]*[\p{L}\p{M}\p{N}_$](?: \([^()]{1,40}\))?$/u;
const MAX_HEADING = 80;
/** Level of a heading without a mark, and of the term of a list of definitions: below all that are marked. */
export const TERM = 8;

/** Splits a text into prose, code and headings. Fenced code keeps its language and loses its fences. */
export function blocksOf(text: string, wholeIsCode: boolean): Block[] {
  if (wholeIsCode && !/^ {0,3}(?:```|~~~)/mu.test(text)) return trimmed(text, 'code', 0, text.length);
  return mergeCode(text, labelled(text, rawBlocks(text)));
}

function rawBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let start: number | undefined;
  let fence: { marker: string; language: string; start: number } | undefined;
  const flush = (end: number) => {
    if (start !== undefined) blocks.push(...classified(text, start, end));
    start = undefined;
  };
  for (const { from, to, line } of linesOf(text)) {
    const match = FENCE.exec(line);
    if (fence) {
      if (match && match[2] === '' && match[1]?.startsWith(fence.marker)) {
        blocks.push(...trimmed(text, 'code', fence.start, from, fence.language));
        fence = undefined;
      }
    } else if (match?.[1]) {
      flush(from);
      fence = { marker: match[1], language: match[2] ?? '', start: Math.min(to + 1, text.length) };
    } else if (line.trim() === '' || LABEL.test(line) || /^#{1,6}\s/u.test(line)) {
      flush(from);
      const level = /^#{1,6}(?=\s)/u.exec(line)?.[0].length ?? TERM;
      if (line.trim() !== '') blocks.push(...trimmed(text, 'heading', from, to).map((block) => ({ ...block, level })));
    } else {
      start ??= from;
    }
  }
  if (fence) blocks.push(...trimmed(text, 'code', fence.start, text.length, fence.language));
  flush(text.length);
  return blocks;
}

function* linesOf(text: string): Generator<{ from: number; to: number; line: string }> {
  for (let from = 0; from <= text.length;) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    yield { from, to, line: text.slice(from, to) };
    from = to + 1;
  }
}

/** A block is code, prose, or one short line that heads what follows. */
function classified(text: string, start: number, end: number): Block[] {
  const block = text.slice(start, end);
  if (isCodeBlock(block)) return trimmed(text, 'code', start, end);
  const newline = block.indexOf('\n');
  const rest = newline < 0 ? '' : block.slice(newline + 1);
  if (rest.trim() === '') {
    const heads = text.trim() !== block.trim() && (isHeading(block) || isTerm(block));
    if (!heads) return trimmed(text, 'prose', start, end);
    return trimmed(text, 'heading', start, end).map((each) => ({ ...each, level: TERM }));
  }
  if (!isCodeBlock(rest)) return trimmed(text, 'prose', start, end);
  const from = start + newline + 1;
  return [...trimmed(text, 'prose', start, from - 1), ...trimmed(text, 'code', from, end)];
}

/** A short line without a full stop that begins like a title, or is marked as one by its link sign. */
function isHeading(block: string): boolean {
  const line = block.trim();
  if (line.length > MAX_HEADING || /^[-*•◦]\s/u.test(line)) return false;
  if (/[¶#]$/u.test(line)) return true;
  if (/[\p{P}]$/u.test(line) && !/\)$/u.test(line)) return false;
  return (
    /^[\p{Lu}\p{Lo}\p{N}`]/u.test(line) &&
    !/: |^(?:Changed|Added|New|Deprecated) (?:in|since)\b/u.test(line) &&
    line.split(/\s+/u).length <= 9
  );
}

/** `returncode`, `work_mem (integer)`, `-p, --patch`: a name, perhaps with its type, as lists of definitions have it. */
function isTerm(block: string): boolean {
  const line = block.trim();
  return line.length <= MAX_HEADING && TERM_LINE.test(line);
}

/** The block without blank lines at its ends; nothing when it is blank. Keeps the indentation of the first line. */
function trimmed(text: string, kind: Block['kind'], start: number, end: number, language = ''): Block[] {
  const raw = text.slice(start, end);
  const lead = kind === 'code' ? (/^(?:[^\S\n]*\n)*/u.exec(raw)?.[0].length ?? 0) : raw.length - raw.trimStart().length;
  const body = raw.slice(lead).trimEnd();
  if (body.trim() === '') return [];
  return [{ kind, start: start + lead, end: start + lead + body.length, ...(language ? { language } : {}) }];
}

/** A label line names the next block and is not quoted itself. */
function labelled(text: string, blocks: Block[]): Block[] {
  let label: string | undefined;
  return blocks.flatMap((block) => {
    const match = block.kind === 'heading' ? LABEL.exec(text.slice(block.start, block.end)) : null;
    if (match?.[1]) {
      label = match[1];
      return [];
    }
    const named = label === undefined || block.kind === 'heading' ? block : { ...block, label };
    label = undefined;
    return [named];
  });
}

/** Code with blank lines inside is one block again. */
function mergeCode(text: string, blocks: Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    const joins =
      last?.kind === 'code' &&
      block.kind === 'code' &&
      !last.language &&
      !block.language &&
      text.slice(last.end, block.start).trim() === '';
    if (joins) last.end = block.end;
    else merged.push({ ...block });
  }
  return merged;
}
