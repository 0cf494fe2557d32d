import type { StarterId } from '../../chatkit/protocol/requests';
import type { StringKey } from '../shared/strings';

/** The wording of each ready-made question of ours. */
export const starterKeys = {
  explain: 'starterExplain',
  simplify: 'starterSimply',
  example: 'starterExample',
  warnings: 'starterWatchOut',
  lines: 'starterLineByLine',
  returns: 'starterReturns',
  failures: 'starterFails',
} as const satisfies Record<StarterId, StringKey>;

// Not `starterIds`: the protocol's schemas would come with it, and the panel opens without them.
const ids = Object.keys(starterKeys) as StarterId[];

/** What is offered about a passage of text, and about code. */
export const starterSets = {
  text: ['explain', 'simplify', 'example', 'warnings'],
  code: ['lines', 'returns', 'example', 'failures'],
  page: ['warnings', 'example'],
} as const satisfies Record<string, readonly StarterId[]>;

/**
 * Of these, what quotes can answer where the text holds it. A quote says nothing more simply, and lines of code are no
 * explanation and no example of themselves.
 */
export const quotableStarters = {
  text: ['explain', 'example', 'warnings'],
  code: ['returns', 'failures'],
} as const satisfies Record<string, readonly StarterId[]>;

/**
 * Which of ours a question is, pressed or typed: by its words in the reader's language. The id goes with the question,
 * because a back end need not know the words of every language.
 * @param t the catalogue
 */
export const starterOf = (question: string, t: (key: StringKey) => string): StarterId | undefined =>
  ids.find((id) => t(starterKeys[id]) === question.trim());
