/** What the extractive answerer says around its quotes, in English. `$1`, `$2` are filled where a sentence names something. */
export const englishStrings = {
  fromPassage: 'From the passage',
  fromPage: 'From the page',
  /** Group of the source list. */
  citationGroup: 'From this page',
  reading: 'Reading the page…',

  /** A conversation's title: what was asked, and where its passage stands. */
  title: '$1: $2',
  /** Between two sentences of one paragraph. */
  sentenceGap: ' ',
  /** Between names. */
  listSeparator: ', ',

  nothingSelected: 'I can only quote what was selected, and nothing is. Select text on a page and ask about it.',
  passageDoesNotSay: 'The passage does not say.',
  /** Before quotes that may not answer. */
  closest: 'Not sure that this answers it. Closest in the text:',
  neitherSays: 'Neither the passage nor the page says.',
  pageSays: 'The passage does not say, but the page does.',
  /** After a sentence such as `noExample`. */
  onPage: 'The page does:',
  norPage: 'Neither does the page.',
  includePage: 'Include the page and ask again, or select the part that is about it.',
  selectOther: 'Select the part that is about it, or ask with the words the page uses.',

  /** Instead of an explanation. */
  tooShort: 'The passage is so short that quotes would only repeat it.',
  /** Instead of what it says about warnings, results and the like. */
  allOfIt: 'The whole passage is about that, so quotes would only repeat it.',
  nothingRelated: 'The page says no more about it.',

  explain: 'I quote and do not paraphrase. The sentences that carry most:',
  simplify: 'I quote and cannot put it in other words. The plainest sentences:',
  lineByLine: 'I quote and do not explain code. Its parts, in order:',
  examples: 'Examples, word for word:',
  warnings: 'What to watch out for, word for word:',
  returns: 'About what comes back, word for word:',
  failures: 'About what can fail, word for word:',
  reasons: 'About the reason, word for word:',
  related: 'The page says about the same:',

  noExample: 'The passage holds no example.',
  noWarning: 'The passage holds no warning.',
  noReturn: 'The passage does not say what comes back.',
  noFailure: 'The passage does not say what can fail.',
  noReason: 'The passage does not give a reason.',
  /** `$1`: names in the code. */
  namesOnPage: 'Include the page and I quote what it says about $1.',
  /** More parts than are quoted. `$1`: how many are left. */
  moreParts: 'Parts not shown: $1.',
};

export type ExtractiveStrings = Record<keyof typeof englishStrings, string>;
