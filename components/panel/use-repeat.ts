import { useState } from 'react';
import type { ErrorNotice } from '../../utils/panel/notice-queue';
import type { Composer } from './use-composer';
import type { Notices } from './use-notices';
import type { View } from './use-view';

/** Does again what was refused; `attempt` counts how often the chat was opened anew for it. */
export function useRepeat(composer: Composer, { clearErrors }: Notices, { unblock }: View) {
  const [attempt, setAttempt] = useState(0);
  // What a reader still writes leaves by Send alone: only a question that was refused is sent again.
  const repeat = async (cause: ErrorNotice['cause']) => {
    clearErrors();
    if (cause === 'send' && (await composer.sendAgain())) return;
    unblock();
    setAttempt((count) => count + 1);
  };
  return { attempt, repeat };
}
