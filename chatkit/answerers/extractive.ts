import { type Answerer } from '../server/types';
import { chooseReply } from './extractive/choose';
import { FIRST_STEPS, type Pace, sleep, stepsOf, wordsPerStep } from './extractive/pace';
import { loadVectors } from './extractive/ranking/vectors';
import { sourcesOf } from './extractive/source';
import { englishStrings, type ExtractiveStrings, loadExtractiveStrings } from './extractive/strings';
import { loadStemmer, primaryOf } from './extractive/stem';
import { writeReply } from './extractive/write';
import { PAGE_WANTED_EFFECT } from './page-wanted';

export { englishStrings, type ExtractiveStrings, loadExtractiveStrings };

export interface ExtractiveOptions {
  /** Sentences around the quotes for a language (the tag a client asks for; undefined where it asks for none). */
  strings?: (language: string | undefined) => ExtractiveStrings | Promise<ExtractiveStrings>;
  /** How fast the answer is written: a few words every 32 ms at first, every 12 ms later, unless said otherwise. */
  pace?: Partial<Pace>;
}

/**
 * Answers with sentences and code quoted word for word from the passage, and from the page where the reader included it,
 * each with a citation; where it is not sure that they answer, it says that they are the closest. No model, no network.
 */
export function createExtractiveAnswerer({
  strings: stringsFor = () => englishStrings,
  pace,
}: ExtractiveOptions = {}): Answerer {
  const { firstPauseMs, pauseMs, sleep: wait } = { firstPauseMs: 32, pauseMs: 12, sleep, ...pace };
  return {
    async *answer(context) {
      const { signal, question, starter, language } = context;
      const strings = await stringsFor(language);
      const sources = sourcesOf(context);
      if (sources.some(({ kind }) => kind === 'page')) {
        yield { type: 'progress', text: strings.reading };
        // Reading a long page takes a while: the line above is shown first.
        await wait(pauseMs, signal);
      }
      const spoken = primaryOf(sources[0]?.lang ?? 'en');
      const [stem, vectors] = await Promise.all([loadStemmer(spoken), loadVectors(spoken)]);
      const reply = chooseReply({ question, sources, strings, starter, stem, vectors });
      if (reply.title) yield { type: 'title', title: reply.title };
      const pieces = writeReply(reply, strings);
      let steps = 0;
      const words = wordsPerStep(pieces.map(({ text }) => text).join(''));
      for (const { text, citation } of pieces) {
        for (const delta of stepsOf(text, words)) {
          if (signal.aborted) return;
          yield { type: 'text', delta };
          await wait(++steps <= FIRST_STEPS ? firstPauseMs : pauseMs, signal);
        }
        if (citation) yield { type: 'annotation', annotation: citation };
      }
      if (reply.wantsPage) yield { type: 'effect', name: PAGE_WANTED_EFFECT };
    },
  };
}
