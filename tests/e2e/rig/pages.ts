import { randomInt } from 'node:crypto';

/** A real docs page with something put into it that no model and no cache can know. */
export interface PlantedPage {
  path: string;
  /** Text of the page (source form) behind which the sentence is put. */
  after: string;
  /** The random sentence. */
  sentence: string;
  /** What the reader selects: real text and the sentence. */
  passage: string;
  /** A question only the sentence answers. */
  question: string;
  /** The part of the sentence that an answer must hold. */
  fact: string;
}

/** python3-doc, Sphinx: library/json.html. */
export function pythonPage(): PlantedPage {
  const fact = `${randomInt(1_000, 10_000)} nested brackets`;
  const sentence = `The marmot guard allows ${fact} for each request.`;
  return {
    path: '/python/library/json.html',
    after: 'resources. Limiting the size of data to be parsed is recommended.',
    sentence,
    passage: `Be cautious when parsing JSON data from untrusted sources. A malicious JSON string may cause the decoder to consume considerable CPU and memory resources. Limiting the size of data to be parsed is recommended. ${sentence}`,
    question: 'How many nested brackets does the marmot guard allow?',
    fact,
  };
}

/** nodejs-doc, its own generator: fs.html. */
export function nodePage(): PlantedPage {
  const fact = `after ${randomInt(1_000, 10_000)} milliseconds`;
  const sentence = `A heron watcher reports the settled promise ${fact}.`;
  return {
    path: '/node/fs.html',
    after: 'multiple times on the same file\nwithout waiting for the promise to be resolved (or rejected).',
    sentence,
    passage: `multiple times on the same file without waiting for the promise to be resolved (or rejected). ${sentence}`,
    question: 'When does the heron watcher report the settled promise?',
    fact,
  };
}

/** The page of `pythonPage` answers it, its passage does not. */
export const PAGE_KNOWS = {
  question: 'What happens to keys when skipkeys is true?',
  fact: 'will be skipped instead of raising a TypeError',
};

/** Nothing on either page has to do with it. */
export const UNANSWERABLE = 'Which opera house commissioned the zebra ballet?';
