import type { WaysBack, WaysBackParts } from './services';
import type { Shown } from './show-in-page';
import type { StagedPassage } from '../passage/types';
import { t } from '../shared/strings';
import { keepWay, readWays } from '../shared/ways-back';
import { shownSentences } from './shown-sentences';
import { passageOfEntity, passageOfLink, pageOfQuote, passagesOfQuote } from './thread-ways';

/** What the chat may offer for a conversation, read once; `sent` is kept first. Undefined where nothing is known. */
export async function openWays(
  { connectionId, threadId, sent, onChanged, onFailure }: WaysBackParts,
  showInPage: (staged: StagedPassage) => Promise<Shown>,
): Promise<WaysBack | undefined> {
  if (sent) await keepWay(connectionId, threadId, sent, Date.now());
  const ways = await readWays(connectionId, threadId);
  if (ways.length === 0) return undefined;
  const show = (staged: StagedPassage) =>
    void showInPage(staged).then((shown) => {
      const sentence = shownSentences[shown];
      if (sentence) onChanged(sentence);
    }, onFailure);
  return {
    onEntity(entity) {
      const staged = passageOfEntity(ways, entity);
      if (staged) show(staged);
    },
    onLink(href) {
      const staged = passageOfLink(ways, href);
      if (staged) show(staged);
      return staged !== undefined;
    },
    linkBase: (quote) => pageOfQuote(ways, quote),
    quoteActions: (quote) =>
      passagesOfQuote(ways, quote).map((staged, index, { length }) => ({
        label: length > 1 ? `${index + 1} · ${t('showInPage')}` : t('showInPage'),
        run: () => show(staged),
      })),
  };
}
