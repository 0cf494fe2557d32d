import { useState } from 'react';
import type { Connection } from '../../utils/connection/schema';
import { createOwnSend } from '../../utils/panel/own-send';

/**
 * Whose chat is shown: ours, or OpenAI's in a page of the back end.
 *
 * @param hasOpenAiView whether this build holds OpenAI's view
 */
export function useView({ kind, view }: Connection, hasOpenAiView: boolean) {
  const [isBlocked, setBlocked] = useState(false);
  const [ownSend] = useState(createOwnSend);
  const hosted = kind === 'openai-hosted';
  const isOpenAi = hasOpenAiView && (hosted || (view === 'openai' && !isBlocked));
  return {
    isOpenAi,
    ownSend,
    /** The question of OpenAI's view may carry what was never sent only where it comes from our composer. */
    mayCarryUnsent: (text: string) => !isOpenAi || ownSend.take(text),
    /** OpenAI's view cannot be shown: ours answers, where there is one. */
    block: () => setBlocked(!hosted),
    unblock: () => setBlocked(false),
  };
}
export type View = ReturnType<typeof useView>;
