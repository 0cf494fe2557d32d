import { useEffect, useMemo, useRef } from 'react';
import type { Connection } from '../../utils/connection/schema';
import { createApiCall } from '../../utils/panel/api-call';
import type { CardContext } from '../../utils/panel/card';
import { createQuestionKeeper, type QuestionKeeperParts } from '../../utils/panel/question-keeper';
import { pageOfferForgotten } from '../../utils/panel/draft-changes';
import { starterOf } from '../../utils/panel/starters';
import { t } from '../../utils/shared/strings';
import type { PanelServices } from '../../utils/panel/services';

export type Api = ReturnType<typeof useApi>;

/** Requests to one back end: what the chat fetches with, and what the panel asks itself. */
export function useApi(
  services: PanelServices,
  connection: Connection,
  latest: { card: CardContext } & Pick<QuestionKeeperParts, 'onQuestion' | 'mayCarryUnsent'>,
) {
  const context = useRef(latest);
  useEffect(() => {
    context.current = latest;
  });
  return useMemo(() => {
    const question = createQuestionKeeper({
      draft: services.draft,
      connectionId: connection.id,
      card: () => context.current.card,
      mayCarryUnsent: (text) => context.current.mayCarryUnsent(text),
      onQuestion: () => context.current.onQuestion(),
      starterOf: (text) => starterOf(text, t),
      now: Date.now,
    });
    const fetch = services.createFetch(connection, {
      shape: question.shape,
      onActivity(phase, request) {
        // Taken for deleted even if the request failed: what the reader wants gone is not kept.
        if (request.type === 'threads.delete' && phase === 'over') {
          void services.forgetWays(connection.id, String(request.params.thread_id)).catch(() => undefined);
        }
        if (request.type === 'threads.retry_after_item' && phase === 'sent') {
          services.draft.update(pageOfferForgotten);
        }
        question.onActivity(phase, request);
      },
    });
    return { fetch, call: createApiCall(connection.apiUrl, fetch), question };
  }, [services, connection]);
}
