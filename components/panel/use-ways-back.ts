import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../utils/shared/draft';
import { type CardContext, describeCard } from '../../utils/panel/card';
import { quotedText } from '../../utils/panel/shape-request';
import type { PanelServices, WaysBack, WaysBackParts } from '../../utils/panel/services';

interface WaysBackInput extends Pick<WaysBackParts, 'onChanged' | 'onFailure'> {
  services: PanelServices;
  draft: Draft;
  context: CardContext;
}

/**
 * *Show in page* from the thread: where the passages of a conversation came from is kept as they are sent, and read when
 * it is opened. Undefined while nothing is known: the chat then offers nothing. The same object until more is known:
 * another one draws every message again.
 */
export function useWaysBack(input: WaysBackInput): WaysBack | undefined {
  const { services, draft, context } = input;
  const [ways, setWays] = useState<WaysBack>();
  const latest = useRef(input);
  latest.current = input;
  const { threadId, pinned } = draft;
  const connectionId = context.connection.id;
  const quoted = draft.sending === null && pinned.length > 0 ? quotedText(describeCard(draft, context, pinned)) : '';
  useEffect(() => {
    setWays(undefined);
    if (threadId === null) return;
    let gone = false;
    const sent =
      quoted === '' ? undefined : { quoted, staged: latest.current.draft.pinned.map(({ staged }) => staged) };
    services
      .waysBack({
        connectionId,
        threadId,
        sent,
        onChanged: (sentence) => latest.current.onChanged(sentence),
        onFailure: (error) => latest.current.onFailure(error),
      })
      .then(
        (found) => gone || setWays(found),
        // Without it the conversation is whole all the same.
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [services, connectionId, threadId, quoted]);
  return ways;
}
