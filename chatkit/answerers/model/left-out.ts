import type { AnswerPart } from '../../server/types';
import type { LeftOut } from './prompt';
import { modelLanguageOf, type Say } from './strings';

/** What stayed out of a question for want of room, as steps of its answer: "12 of 34 kB of the page went along". */
export function* stepsOf(leftOut: readonly LeftOut[], say: Say, language: string | undefined): Generator<AnswerPart> {
  const numbers = new Intl.NumberFormat(modelLanguageOf(language), { maximumFractionDigits: 0 });
  // Some of it is at least one, and never all of it.
  const kilobytes = (sent: number, whole: number) => {
    const all = Math.max(1, Math.round(whole / 1_000));
    const some = sent === 0 ? 0 : Math.min(Math.max(1, Math.round(sent / 1_000)), Math.max(1, all - 1));
    return [numbers.format(some), numbers.format(all)] as const;
  };
  for (const one of leftOut) {
    const title =
      one.what === 'turns'
        ? say('turnsLeftOut', numbers.format(one.count))
        : one.what === 'page'
          ? say('partOfPage', ...kilobytes(one.sent, one.whole))
          : say('partOfFile', ...kilobytes(one.sent, one.whole), one.name);
    yield { type: 'item', item: { type: 'task', task: { type: 'custom', status_indicator: 'none', title } } };
  }
}
