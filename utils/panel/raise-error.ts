import { errorNotice, isSaidInThread } from './error-code';
import type { ErrorNotice, PanelNotice } from './notice-queue';
import type { PanelServices } from './services';

/** Tells the reader of an error. True when they are told, here or in the thread. */
export type RaiseError = (error: unknown, more?: Partial<Pick<ErrorNotice, 'cause' | 'ask'>>) => boolean;

interface ErrorParts {
  services: { draft: Pick<PanelServices['draft'], 'get'>; online: PanelServices['online'] };
  raise: (notice: PanelNotice) => void;
  now?: () => number;
}

/** Puts an error above the composer, unless the thread or the chat itself says it. */
export function createRaiseError({ services: { draft, online }, raise, now = Date.now }: ErrorParts): RaiseError {
  return (error, more = {}) => {
    if (isSaidInThread(error)) return true;
    const notice = noticeOf(error, online.get());
    // Too late: the network is back, its notice is gone, and the question is back in the composer.
    if (notice?.code === 'OFFLINE' && online.get()) return true;
    const cause = draft.get().sending === null ? 'load' : 'send';
    if (notice !== undefined) raise({ kind: 'error', ...notice, cause, at: now(), ...more });
    return notice !== undefined;
  };
}

/** A broken stream does not say why it broke, but the browser knows when there is no network at all. */
function noticeOf(error: unknown, online: boolean): ReturnType<typeof errorNotice> {
  const notice = errorNotice(error);
  return notice?.code === 'NO_ANSWER' && !online ? { code: 'OFFLINE', details: {} } : notice;
}
