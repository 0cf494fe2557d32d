import type { Annotation } from '../../protocol/items';
import type { AnswerPart, NewItem } from '../../server/types';
import { createMarkFilter, type Marked } from './marks';
import type { ModelSaid } from './model';
import { createThinkTags } from './think-tags';
import { createBoundaryFilter } from './without-boundaries';

/** Turns what a model says into the parts of an answer. */
export interface Teller {
  take(said: ModelSaid): AnswerPart[];
  /** The model has said all: what was held back, and the end of a thought. */
  end(): AnswerPart[];
  /** A token has come, of the answer or of a thought. */
  readonly hasBegun: boolean;
  /** Words of the answer have come. */
  readonly hasAnswered: boolean;
  /** The answer in the model's own words, its marks among them; undefined where it is the same as what was told. */
  readonly ownWords: string | undefined;
  /** Why the model says that it stopped; undefined while it has not said so. */
  readonly finish: string | undefined;
}

/** A thought is shown again whole each time it has grown: once in a while, and not without end. */
const SHOW_EVERY_MS = 1_000;
const MAX_THOUGHT = 20_000;

interface Telling {
  /** Of the prompt. */
  boundaries: readonly string[];
  /** The citation that a number in the answer stands for; undefined where it stands for none. */
  cite: (number: number) => Annotation | undefined;
  /** Milliseconds, for the pace at which a thought is shown. */
  now: () => number;
}

/**
 * Thoughts are shown as ChatKit shows reasoning, folded; the boundaries of the prompt are shown nowhere; numbered marks
 * of what the model read become citations.
 */
export function createTeller({ boundaries, cite, now }: Telling): Teller {
  const tags = createThinkTags();
  let words = createBoundaryFilter(boundaries);
  let thoughts = createBoundaryFilter(boundaries);
  const newMarks = () => createMarkFilter((number) => cite(number) !== undefined);
  let marks = newMarks();
  let hasMarks = false;
  let answer = '';
  let thought = { key: '', text: '', shown: 0 };
  let count = 0;
  let hasBegun = false;
  let finish: string | undefined;

  const think = (said: string): AnswerPart[] => {
    const isNew = thought.key === '';
    const delta = isNew ? said.trimStart() : said;
    if (delta === '') return [];
    if (isNew) thought = { key: `thought ${(count += 1)}`, text: '', shown: now() };
    if (thought.text.length < MAX_THOUGHT) {
      thought.text += delta;
      if (thought.text.length >= MAX_THOUGHT) thought.text = `${thought.text.slice(0, MAX_THOUGHT)}…`;
    }
    if (isNew) return [{ type: 'open', key: thought.key, item: reasoning(thought.text) }];
    if (now() - thought.shown < SHOW_EVERY_MS) return [];
    thought.shown = now();
    return [{ type: 'update', key: thought.key, update: shown(thought.text, 'loading') }];
  };
  const closeThought = (): AnswerPart[] => {
    const rest = think(thoughts.end());
    thoughts = createBoundaryFilter(boundaries);
    const { key, text } = thought;
    if (key === '') return rest;
    thought = { key: '', text: '', shown: 0 };
    return [...rest, { type: 'update', key, update: shown(text, 'complete') }, { type: 'close', key }];
  };
  const write = (said: string): AnswerPart[] => {
    // Blank lines behind a thought are no answer yet: they would end one that goes on.
    const delta = thought.key === '' ? said : said.trimStart();
    if (delta === '') return [];
    answer += delta;
    return [...closeThought(), ...marked(marks.take(delta))];
  };
  const marked = (pieces: Marked[]): AnswerPart[] =>
    pieces.flatMap((piece): AnswerPart[] => {
      if (piece.type === 'text') return [piece];
      const annotation = cite(piece.number);
      hasMarks = true;
      return annotation ? [{ type: 'annotation', annotation }] : [];
    });
  const tell = (told: ReturnType<typeof tags.take>): AnswerPart[] =>
    told.flatMap((one): AnswerPart[] => {
      if (one.type === 'thought') return think(thoughts.take(one.delta));
      if (one.type === 'text') return write(words.take(one.delta));
      const said = answer + words.end();
      words = createBoundaryFilter(boundaries);
      marks = newMarks();
      hasMarks = false;
      answer = '';
      return [{ type: 'unsay' }, ...think(said), ...closeThought()];
    });

  return {
    take(said) {
      switch (said.type) {
        case 'text':
          hasBegun = true;
          return tell(tags.take(said.delta));
        case 'thought':
          hasBegun = true;
          return think(thoughts.take(said.delta));
        case 'finish':
          finish = said.reason;
          return [];
        case 'alive':
          return [];
      }
    },
    end: () => [...tell(tags.end()), ...write(words.end()), ...marked(marks.end()), ...closeThought()],
    get hasBegun() {
      return hasBegun;
    },
    get hasAnswered() {
      return answer.trim() !== '';
    },
    get ownWords() {
      return hasMarks ? answer : undefined;
    },
    get finish() {
      return finish;
    },
  };
}

const task = (content: string, status_indicator: 'loading' | 'complete') => ({
  type: 'thought' as const,
  status_indicator,
  content,
});

const reasoning = (content: string): NewItem => ({
  type: 'workflow',
  workflow: { type: 'reasoning', tasks: [task(content, 'loading')], expanded: false },
});

const shown = (content: string, status: 'loading' | 'complete') => ({
  type: 'workflow.task.updated' as const,
  task_index: 0,
  task: { ...task(content, status), title: undefined },
});
