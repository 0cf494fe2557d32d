import createMarkdownIt, { type Env, type MarkdownIt, type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { bareAddresses } from './bare-address';
import { buildBlock } from './build';
import { mathematics, mayHoldMath } from './math';
import { openContainers, type OpenContainer } from './reopen';
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
  /** What reading took: rules begun, tokens made and letters looked at, which neither the machine nor its load is in. */
  steps: number;
}

/** Deeper nesting is shown as text: browsers lay boxes out by recursion. */
export const MOST_NESTED = 40;
/** Letters that cost as much as one rule. */
const LETTERS_PER_STEP = 16;

const markdown = createLexer();
let steps = 0;
let stepsInVain = 0;

function createLexer(): MarkdownIt {
  const md = createMarkdownIt({ html: true, maxNesting: MOST_NESTED })
    .use(cjkFriendly)
    .use(mathematics)
    .use(bareAddresses);
  // Addresses are judged where they are drawn.
  md.validateLink = () => true;
  md.normalizeLink = md.normalizeLinkText = (address) => address;
  const count = () => {
    steps += 1;
    return false;
  };
  md.inline.ruler.before('text', 'count', count);
  boundTables(md);
  boundQuotes(md);
  noteLooseLists(md);
  md.block.ruler.before('table', 'count', count, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  md.block.ruler.after('count', 'too-deep', (state, startLine, endLine, silent) => {
    if (silent || state.level < MOST_NESTED - 4) return false;
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

/** What is wider is no table that anybody reads. */
const MOST_COLUMNS = 500;
/** Cells that a table may have beside those that its text can hold: rows are filled up to the width of the first. */
const EMPTY_CELLS = 2_000;

function ruleOf(md: MarkdownIt, wanted: string) {
  const rule = md.block.ruler.__rules__.find(({ name }) => name === wanted)?.fn;
  if (!rule) throw new Error('This version of markdown-it names its rules otherwise.');
  return rule;
}

/** Ends a table where filling up its rows would make more cells than its text has. */
function boundTables(md: MarkdownIt): void {
  const read = ruleOf(md, 'table');
  md.block.ruler.at(
    'table',
    (state, startLine, endLine, silent) => {
      const start = state.bMarks[startLine] ?? 0;
      const columns = state.src.slice(start, state.eMarks[startLine]).split('|').length;
      if (columns === 1 || columns > MOST_COLUMNS) return false;
      const rows = Math.ceil((EMPTY_CELLS + (state.src.length - start) / 2) / columns);
      return read(state, startLine, Math.min(endLine, startLine + 2 + rows), silent);
    },
    { alt: ['paragraph', 'reference'] },
  );
}

/** Steps that a line of a quote may take, the lines looked at ahead among them; nested twenty deep it takes as many. */
const STEPS_PER_QUOTED_LINE = 40;
/** Lines that a quote may look ahead once too much was looked at in vain. */
const SHORT_LOOK = 8;

/**
 * A quote looks at every line that may go on with it, before it reads the first one. Where what it reads ends sooner
 * (`> # a`, then a line without a mark), the next quote looks at all of them again. Once that has cost as many steps as
 * the text has letters, quotes look a few lines ahead only.
 */
function boundQuotes(md: MarkdownIt): void {
  const read = ruleOf(md, 'blockquote');
  md.block.ruler.at(
    'blockquote',
    (state, startLine, endLine, silent) => {
      const inVain = stepsInVain;
      const before = steps;
      const end = inVain > state.src.length ? Math.min(endLine, startLine + SHORT_LOOK) : endLine;
      const found = read(state, startLine, end, silent);
      if (!found || silent) return found;
      const taken = steps - before - (stepsInVain - inVain);
      stepsInVain += Math.max(0, taken - STEPS_PER_QUOTED_LINE * (1 + state.line - startLine));
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
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
      let loose = false;
      let isFirst = true;
      for (let at = from + 1; at < state.tokens.length && !loose; at += 1) {
        const token = state.tokens[at];
        const depth = (token?.level ?? 0) - list.level;
        if (!token?.map || token.nesting < 0 || depth > 2) continue;
        const isItem = depth === 1;
        // The first item, and what comes first in each, stand behind no line of the list.
        if (!(isItem ? at === from + 1 : isFirst)) loose = state.isEmpty(token.map[0] - 1);
        isFirst = isItem;
      }
      list.meta = { loose };
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote'] },
  );
}

interface LexEnv {
  references: LinkDefinitions;
  math: boolean;
  definitions: Token[];
}

/**
 * GitHub-flavoured Markdown into blocks, in time in proportion to the text.
 * @param known definitions from before the text
 */
export function lexMarkdown(text: string, known: LinkDefinitions): Lexed {
  const references = Object.create(known) as LinkDefinitions;
  const env: LexEnv = { references, math: mayHoldMath(text), definitions: [] };
  steps = stepsInVain = 0;
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
  steps += Math.ceil(flat.length / 2 + text.length / LETTERS_PER_STEP);
  return { blocks, definitions, containers, steps };
}

/** Where each line of a text starts. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
