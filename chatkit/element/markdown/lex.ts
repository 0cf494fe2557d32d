import createMarkdownIt, { type Env, type MarkdownIt, type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { bareAddresses } from './bare-address';
import { boundQuotes, boundTables, meter, ruleOf } from './bounds';
import { skipUnclosedLabels } from './labels';
import { buildBlock } from './build';
import { mathematics, mayHoldMath, type FormulaEnv } from './math';
import { openContainers, type OpenContainer } from './reopen';
import { useQuickStates } from './quick-states';
import type { PlacedToken } from './token';

interface Definition {
  href: string;
  title: string;
}
/** Link definitions by their normalized name: `[name]: address` may stand blocks away from where it is used. */
export type LinkDefinitions = Record<string, Definition>;

/** A definition of the text, and where it ends there. */
export interface FoundDefinition extends Definition {
  name: string;
  end: number;
}

export interface Lexed {
  blocks: PlacedToken[];
  definitions: FoundDefinition[];
  /** The last block if it is a container, and those open within it. */
  containers: OpenContainer[];
  /** Where a formula begins that what comes next may still close; it would take in all behind that. */
  openFormula: number | null;
  /** A bound that depends on the length of the text was met: as part of a longer text it may read otherwise. */
  isBounded: boolean;
  /** What reading took: rules begun, tokens made and letters looked at, which neither the machine nor its load is in. */
  steps: number;
}

/** Deeper nesting is shown as text: browsers lay boxes out by recursion. */
export const MAX_NESTED = 40;
/** Letters that cost as much as one rule. */
const LETTERS_PER_STEP = 16;

const markdown = createLexer();

function createLexer(): MarkdownIt {
  const md = createMarkdownIt({ html: true, maxNesting: MAX_NESTED })
    .use(useQuickStates)
    .use(cjkFriendly)
    .use(mathematics)
    .use(bareAddresses);
  countDelimiters(md);
  // Addresses are judged where they are drawn.
  md.validateLink = () => true;
  md.normalizeLink = md.normalizeLinkText = (address) => address;
  const count = () => {
    meter.steps += 1;
    return false;
  };
  md.inline.ruler.before('text', 'count', count);
  skipUnclosedLabels(md);
  boundTables(md);
  boundQuotes(md);
  noteLooseLists(md);
  md.block.ruler.before('table', 'count', count, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  md.block.ruler.after('count', 'too-deep', (state, startLine, endLine, silent) => {
    if (silent || state.level < MAX_NESTED - 4) return false;
    state.push('paragraph_open', 'p', 1).map = [startLine, endLine];
    const words = state.push('inline', '', 0);
    words.content = '';
    const text = new state.Token('text', '', 0);
    text.content = state.getLines(startLine, endLine, state.blkIndent, false).trim();
    words.children = [text];
    state.push('paragraph_close', 'p', -1);
    state.line = endLine;
    return true;
  });
  md.core.ruler.before('strip_references', 'definitions', ({ tokens, env }) => {
    (env as unknown as LexEnv).definitions = tokens.filter(({ type }) => type === 'reference_definition');
  });
  return md;
}

/** Says of each list whether it is loose, which the lexer itself tells only where it leaves paragraphs out. */
function noteLooseLists(md: MarkdownIt): void {
  const read = ruleOf(md, 'list');
  md.block.ruler.at(
    'list',
    (state, startLine, endLine, silent) => {
      const from = state.tokens.length;
      if (!read(state, startLine, endLine, silent)) return false;
      const list = silent ? undefined : state.tokens[from];
      if (!list) return true;
      // A line that still grows may yet be no item: `-` becomes `-|`.
      const growing = state.bMarks.length - (state.src.endsWith('\n') ? 1 : 2);
      let loose = false;
      let onlyGrowing = true;
      let isFirst = true;
      for (let at = from + 1; at < state.tokens.length && !(loose && !onlyGrowing); at += 1) {
        const token = state.tokens[at];
        const depth = (token?.level ?? 0) - list.level;
        if (!token?.map || token.nesting < 0 || depth > 2) continue;
        const isItem = depth === 1;
        // The first item, and what comes first in each, stand behind no line of the list.
        if (!(isItem ? at === from + 1 : isFirst) && state.isEmpty(token.map[0] - 1)) {
          loose = true;
          onlyGrowing = token.map[0] >= growing;
        }
        isFirst = isItem;
      }
      list.meta = { loose, isDoubtful: loose && onlyGrowing };
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote'] },
  );
}

/** A run of stars or lines is one rule, and a token for each of its letters. */
function countDelimiters(md: MarkdownIt): void {
  const { State } = md.inline;
  md.inline.State = class extends State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      meter.steps += 1 + found.length;
      return found;
    }
  };
}

interface LexEnv extends FormulaEnv {
  references: LinkDefinitions;
  definitions: Token[];
}

/**
 * GitHub-flavoured Markdown into blocks, in time in proportion to the text.
 * @param known definitions from before the text
 */
export function lexMarkdown(text: string, known: LinkDefinitions): Lexed {
  const references = Object.create(known) as LinkDefinitions;
  const env: LexEnv = { references, math: mayHoldMath(text), openFormula: null, definitions: [] };
  meter.start();
  const flat = markdown.parse(text, env as unknown as Env);
  const lines = lineStarts(text);
  const blocks: PlacedToken[] = [];
  let last = 0;
  for (let at = 0; ;) {
    const token: Token | undefined = flat[at];
    if (!token) break;
    last = at;
    const { block, next } = buildBlock(flat, token, at);
    const [from = 0, to = from] = token.map ?? [];
    if (block) blocks.push({ token: block, start: lines[from] ?? 0, end: lines[to] ?? text.length });
    at = next;
  }
  const definitions = env.definitions.flatMap(({ map, meta }): FoundDefinition[] => {
    const name = String(meta?.label);
    const definition = Object.hasOwn(references, name) ? references[name] : undefined;
    return definition ? [{ ...definition, name, end: lines[map?.[1] ?? 0] ?? text.length }] : [];
  });
  const containers = openContainers(flat, last);
  const { openFormula } = env;
  return {
    blocks,
    definitions,
    containers,
    openFormula: openFormula === null ? null : (lines[openFormula] ?? text.length),
    isBounded: meter.isBounded(),
    steps: Math.ceil(meter.steps + (flat.length + lines.length / 2) / 2 + text.length / LETTERS_PER_STEP),
  };
}

/** Where each line of a text starts. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
