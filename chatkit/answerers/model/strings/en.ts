/** What is said of a language model and its answers, in English. `$1` to `$3` are filled where a sentence names something. */
export const englishStrings = {
  reading: 'The model is reading the passage…',
  readingFor: 'The model is reading the passage… $1 s',
  waiting: 'Waiting for the model…',
  waitingFor: 'Waiting for the model… $1 s',
  greatestLength: 'The answer reached its greatest length. Ask for the rest.',
  notBegun: 'The language model did not begin to answer within $1 min. Ask about less of the page, or try again later.',
  halfway: 'The answer of the language model stopped halfway.',
  tooLong:
    'The passage and the conversation are too long for this language model. Send less of the page, or start a new conversation.',
  tooLongAlone: 'The question and the passage alone are too long for this language model. Select less of the page.',
  noAnswer: 'The language model gave no answer.',
  unreachable: 'The language model cannot be reached just now.',
  key: 'The language model does not accept the key.',
  missing: 'The language model that was chosen does not exist.',
  allowance: 'The allowance for the language model is used up.',
  busy: 'The language model is busy. Try again in a moment.',
  loading: 'The language model is still being loaded. Try again in a moment.',
  problem: 'The language model has a problem just now.',
  refused: 'The language model refused this question.',
  /** Of what could not go along whole, as steps of an answer. */
  partOfPage: '$1 of $2 kB of the page went along',
  partOfFile: '$1 of $2 kB of “$3” went along',
  turnsLeftOut: 'Earlier questions that stayed out: $1',
  fromPassage: 'From the passage',
  fromPage: 'From the page',
  /** Group of the source list. */
  citationGroup: 'From this page',
};

export type ModelStrings = Record<keyof typeof englishStrings, string>;
