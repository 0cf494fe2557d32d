import type { ThreadWays } from '../../components/panel/services';
import { keepWay, readWays, type SentPassages } from '../ways-back';
import { passageOfEntity, passageOfLink, passagesOfQuote } from './thread-ways';

/** What the chat may ask of a conversation's passages, read once; `sent` is kept first. Undefined where there are none. */
export async function openWays(
  connectionId: string,
  threadId: string,
  sent: SentPassages | undefined,
): Promise<ThreadWays | undefined> {
  if (sent) await keepWay(connectionId, threadId, sent, Date.now());
  const ways = await readWays(connectionId, threadId);
  if (ways.length === 0) return undefined;
  return {
    ofQuote: (quote) => passagesOfQuote(ways, quote),
    ofEntity: (entity) => passageOfEntity(ways, entity),
    ofLink: (href) => passageOfLink(ways, href),
  };
}
