/** What the extractive answerer says around its quotes. `$1` is filled where a sentence names something. */
export const englishStrings = {
  fromPassage: 'From the passage',
  fromPage: 'From the page',
  /** Group of the source list. */
  citationGroup: 'From this page',
  reading: 'Reading the page…',

  nothingSelected:
    'I can only quote what was selected, and nothing is. Select text on a page, press Ask about selection, and ask again.',
  passageDoesNotSay: 'The passage does not say.',
  neitherSays: 'Neither the passage nor the page says.',
  pageSays: 'The passage does not say, but the page does.',
  /** After a sentence such as `noExample`. */
  onPage: 'The page does:',
  norPage: 'Neither does the page.',
  includePage: 'Include the page and ask again, or select the part that is about it.',
  selectOther: 'Select the part that is about it, or ask with the words the page uses.',

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
  moreParts: '… and $1 more parts.',
};

export type ExtractiveStrings = typeof englishStrings;

export const fill = (sentence: string, value: string): string => sentence.replace('$1', () => value);
