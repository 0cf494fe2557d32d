import { useEffect, useState } from 'react';
import { hostOf } from '../../utils/connection/origins';
import type { Connection } from '../../utils/connection/schema';
import { isWithoutWorkflow } from '../../utils/connection/schema';
import * as drafts from '../../utils/panel-state/draft';
import { errorNotice, isSaidInThread } from '../../utils/panel-state/error-code';
import type { FaultNotice } from '../../utils/panel-state/notices';
import { plainSentence } from '../shared/Sentence';
import { firstWords } from './first-words';
import { createOwnSend } from './own-send';
import type { PanelServices } from './services';
import { useApi } from './use-api';
import { useCard } from './use-card';
import { useComposer } from './use-composer';
import { useBackgroundNotices, useLastConversation, useSettledDraft } from './use-effects';
import { createFaultActions } from './use-fault-actions';
import { useMoreActions } from './use-more-actions';
import { useNotices } from './use-notices';
import { usePacks } from './use-packs';
import { useProposal } from './use-proposal';
import { useSignIn } from './use-sign-in';
import { useStore } from './use-store';
import { useWaysBack } from './use-ways-back';

export interface ConnectedPanelProps {
  services: PanelServices;
  connection: Connection;
  theme: 'light' | 'dark';
  formatNumber: (value: number) => string;
}

/**
 * What the panel knows and does while somebody answers; `ConnectedPanel` draws it.
 *
 * @param hasOpenAiView whether this build holds OpenAI's view
 */
export function useConnectedPanel(
  { services, connection, theme, formatNumber }: ConnectedPanelProps,
  hasOpenAiView: boolean,
) {
  const { settings, policy, connections, addressAllowed } = useStore(services.environment);
  const draft = useStore(services.draft);
  const { update } = services.draft;
  const context = {
    connection,
    switches: { headings: settings.sendHeadings, address: settings.sendAddress, about: settings.sendAbout },
    addressAllowed,
    maxPassage: policy.maxPassage,
  };
  const notices = useNotices();
  const [isBlocked, setBlocked] = useState(false);
  const hosted = connection.kind === 'openai-hosted';
  const inOpenAiView = hasOpenAiView && (hosted || (connection.view === 'openai' && !isBlocked));
  const [ownSend] = useState(createOwnSend);
  const api = useApi(services, connection, {
    card: context,
    onQuestion: notices.clearFaults,
    mayCarryUnsent: (text) => !inOpenAiView || ownSend.take(text),
  });
  const composer = useComposer();
  const [attempt, setAttempt] = useState(0);
  const [arrived, setArrived] = useState('');
  const settled = useSettledDraft(services, api.call);
  useBackgroundNotices(services, connection, draft, notices);
  usePacks(services, draft);
  useProposal(draft, connections, policy.allowOtherConnections !== false, notices);

  const raiseFault = (error: unknown, more: Partial<Pick<FaultNotice, 'cause' | 'ask'>> = {}) => {
    if (isSaidInThread(error)) return true;
    const notice = errorNotice(error);
    // Late: the network is back, the sentence about it went, and the question stands in the composer.
    if (notice?.code === 'OFFLINE' && services.online.get()) return true;
    const cause = services.draft.get().sending === null ? 'load' : 'send';
    if (notice !== undefined) notices.raise({ kind: 'fault', ...notice, cause, at: Date.now(), ...more });
    return notice !== undefined;
  };
  const held = isWithoutWorkflow(connection) ? plainSentence('noticeNoWorkflow', hostOf(connection.apiUrl)) : null;
  const last = useLastConversation(api.call, {
    mayExist: () => services.mayHaveConversations(connection),
    isWanted: settled && held === null && draft.threadId === null,
    attempt,
    onFailure: (error) => raiseFault(error),
  });
  const { card, isReading, choosePart } = useCard({
    services,
    connection,
    draft,
    context,
    formatNumber,
    focusComposer: composer.focus,
    raiseFault,
  });
  const more = useMoreActions({ services, draft, connection, call: api.call, notices, raiseFault });
  const ways = useWaysBack({
    services,
    draft,
    context,
    onChanged: (sentence) => notices.raise({ kind: 'said', sentence, values: [] }),
    onFailure: (error) => raiseFault(error),
  });
  const reload = () => {
    setBlocked(false);
    setAttempt((count) => count + 1);
  };
  // What a reader still writes leaves by Send alone: only a question that was refused is sent again.
  const repeat = async (cause: FaultNotice['cause']) => {
    notices.clearFaults();
    if (cause === 'load' || !(await composer.sendAgain())) reload();
  };
  const { signIn, keyForm } = useSignIn({ services, connection, repeat, raiseFault });
  const onFault = createFaultActions({
    services,
    connection,
    composer,
    notices,
    repeat,
    signIn,
    choosePart,
  });
  const onAccepted = (threadId: string) => {
    update((now) => drafts.messageAccepted(now, threadId));
    notices.clearFaults();
    const offered = services.draft.get().pinned.find(({ staged }) => staged.offerAccess !== undefined)?.staged;
    const pattern = offered?.offerAccess;
    if (pattern !== undefined) {
      notices.raise({ kind: 'alwaysHere', pattern, host: URL.parse(offered?.passage.page.url ?? '')?.host ?? pattern });
    }
  };

  useEffect(
    () =>
      services.arrivals.listen((staged) => {
        composer.focus();
        setArrived(plainSentence('passageArrived', firstWords(staged.at(-1)?.passage.text ?? '')));
      }),
    [services, composer],
  );

  const input = {
    connection,
    hasPassage: card.view.passages.length > 0,
    hasUnsent: draft.passages.length > 0 && held === null,
    locale: services.language,
    isCode: card.view.passages.every(({ isCode }) => isCode),
    theme,
  };
  const onThread = (threadId: string | null) => update((now) => drafts.threadOpened(now, threadId, connection.id));
  const onText = (text: string) => update((now) => drafts.textChanged(now, text), 'soon');
  return {
    policy,
    connections,
    draft,
    notices,
    inOpenAiView,
    blockView: () => setBlocked(!hosted),
    ownSend,
    api,
    composer,
    attempt,
    arrived,
    settled,
    raiseFault,
    held,
    last,
    card,
    isReading,
    more,
    ways,
    keyForm,
    onFault,
    onAccepted,
    onThread,
    onText,
    input,
  };
}
