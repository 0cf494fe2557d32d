import { useEffect, useRef, useState } from 'react';
import { type Connection, staysHere } from '../../utils/connection/schema';
import type { Draft } from '../../utils/shared/draft';
import type { ApiCall } from '../../utils/panel/api-call';
import { messageAccepted, sendLost } from '../../utils/panel/draft-changes';
import { lastConversation } from '../../utils/panel/last-conversation';
import type { PanelServices } from '../../utils/panel/services';
import type { Notices } from './use-notices';

/** Raises what is known beside the chat: no network, a full storage, a page that cannot be read, a replaced passage. */
export function useBackgroundNotices(services: PanelServices, connection: Connection, draft: Draft, notices: Notices) {
  const { raise, drop } = notices;
  const hasReplaced = draft.replaced.length > 0;
  useEffect(() => {
    if (!hasReplaced) return;
    raise({ kind: 'replaced' });
    return () => drop(({ kind }) => kind === 'replaced');
  }, [hasReplaced, raise, drop]);
  const { aside } = draft;
  useEffect(() => {
    if (aside === null) return;
    raise({ kind: 'aside', aside });
    return () => drop(({ kind }) => kind === 'aside');
  }, [aside, raise, drop]);
  useEffect(
    () =>
      services.errors.listen(({ code, details }) =>
        raise({ kind: 'error', code, details, cause: 'load', at: Date.now() }),
      ),
    [services, raise],
  );
  useEffect(() => {
    if (staysHere(connection)) return;
    const follow = () => {
      if (services.online.get()) drop((notice) => notice.kind === 'error' && notice.code === 'OFFLINE');
      else raise({ kind: 'error', code: 'OFFLINE', details: {}, cause: 'load', at: Date.now() });
    };
    if (!services.online.get()) follow();
    return services.online.subscribe(follow);
  }, [services, connection, raise, drop]);
}

/**
 * A question that was on its way when the panel was closed is looked up before the chat is drawn: it is in its thread,
 * or its words come back into the composer. True when that is settled.
 */
export function useSettledDraft(services: PanelServices, call: ApiCall): boolean {
  const [settled, setSettled] = useState(() => services.draft.get().sending === null);
  const started = useRef(settled);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void import('../../utils/panel/sent-question')
      .then(({ findSentQuestion }) => findSentQuestion(call, services.draft.get()))
      .catch(() => undefined)
      .then((threadId) => {
        services.draft.update((draft) => (threadId === undefined ? sendLost(draft) : messageAccepted(draft, threadId)));
        setSettled(true);
      });
  }, [services, call]);
  return settled;
}

/**
 * The newest conversation, looked up while none is open. It is the first request to the back end, so what keeps the
 * reader from asking (no access, signed out, no answer) is said before they type.
 */
export function useLastConversation(
  call: ApiCall,
  {
    mayExist,
    isWanted,
    onFailure,
  }: {
    mayExist: () => Promise<boolean>;
    isWanted: boolean;
    onFailure: (error: unknown) => void;
  },
) {
  const [last, setLast] = useState<{ id: string; title: string | undefined }>();
  const latest = useRef({ mayExist, onFailure });
  useEffect(() => {
    latest.current = { mayExist, onFailure };
  });
  useEffect(() => {
    if (!isWanted) return;
    let gone = false;
    const settle = (settled: () => void) => {
      if (!gone) settled();
    };
    const look = async () => ((await latest.current.mayExist()) ? lastConversation(call) : undefined);
    look().then(
      (thread) => settle(() => setLast(thread && { id: thread.id, title: thread.title })),
      (error: unknown) => settle(() => latest.current.onFailure(error)),
    );
    return () => {
      gone = true;
    };
  }, [call, isWanted]);
  return last;
}
