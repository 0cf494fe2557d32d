import { useEffect, useMemo, useRef } from 'react';
import type { ApiRequest } from '../../utils/connection/adapter';
import type { Connection } from '../../utils/connection/schema';
import { type CardContext, describeCard } from '../../utils/panel-state/card';
import { createApiCall } from '../../utils/panel-state/api-call';
import { sendFailed, sendStarted } from '../../utils/panel-state/draft';
import { shapeRequest } from '../../utils/panel-state/shape-request';
import type { PanelServices } from './services';

const questions = new Set(['threads.create', 'threads.add_user_message']);

/** Requests to one back end: what the chat fetches with, and what the panel asks itself. */
export function useApi(
  services: PanelServices,
  connection: Connection,
  latest: {
    card: CardContext;
    onQuestion: () => void;
    /** Whether a question with this text may carry a passage that was never sent (`openai/own-send.ts`). */
    mayCarryUnsent: (text: string) => boolean;
  },
) {
  const context = useRef(latest);
  useEffect(() => {
    context.current = latest;
  });
  return useMemo(() => {
    /** Questions asked past our own composer: the draft stays as it is. */
    const foreign = new WeakSet<ApiRequest>();
    const fetch = services.createFetch(connection, {
      shape(request) {
        const draft = services.draft.get();
        // An answer is asked for again with what its question carried, not with a passage that waits for the next.
        const passages = request.type === 'threads.retry_after_item' ? draft.pinned : undefined;
        const { card, mayCarryUnsent } = context.current;
        if (!questions.has(request.type) || mayCarryUnsent(questionText(request))) {
          return shapeRequest(request, describeCard(draft, card, passages));
        }
        const shaped = {
          ...shapeRequest(request, describeCard({ ...draft, mode: null, page: null }, card, draft.pinned)),
        };
        foreign.add(shaped);
        return shaped;
      },
      onActivity(phase, request) {
        // Taken for deleted even if the request failed: what the reader wants gone is not kept.
        if (request.type === 'threads.delete' && phase === 'over') {
          void services.forgetWays(connection.id, String(request.params.thread_id)).catch(() => undefined);
        }
        if (!questions.has(request.type) || foreign.has(request)) return;
        if (phase === 'sent') {
          const text = questionText(request);
          context.current.onQuestion();
          services.draft.update((draft) => sendStarted(draft, text, connection.id, Date.now()));
        }
        // After the chat has had its turn: a question that was not accepted by then is the reader's again.
        if (phase === 'over') setTimeout(() => services.draft.update(sendFailed));
      },
    });
    return { fetch, call: createApiCall(connection.apiUrl, fetch) };
  }, [services, connection]);
}

/** The reader's words of a request as the chat made it. */
function questionText({ params }: ApiRequest): string {
  const { input } = params;
  if (typeof input !== 'object' || input === null || !('content' in input) || !Array.isArray(input.content)) return '';
  return input.content
    .map((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? part.text : '',
    )
    .join('');
}
