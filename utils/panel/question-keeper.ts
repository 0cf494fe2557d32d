import type { ApiFetchParts, ApiRequest, OnActivity } from '../backend/api-parts';
import { type CardContext, describeCard } from './card';
import { messageAccepted, sendFailed, sendStarted } from './draft-changes';
import type { DraftKeeper } from './draft-keeper';
import { shapeRequest } from './shape-request';
import type { starterOf } from './starters';

const questions = new Set(['threads.create', 'threads.add_user_message']);

export interface QuestionKeeperParts {
  draft: Pick<DraftKeeper, 'get' | 'update'>;
  connectionId: string;
  card: () => CardContext;
  /** Whether a question with this text may carry a passage that was never sent (`utils/panel/own-send.ts`). */
  mayCarryUnsent: (text: string) => boolean;
  onQuestion: () => void;
  /** Which ready-made question a text is, if any (`starters.ts`). */
  starterOf: (text: string) => ReturnType<typeof starterOf>;
  now: () => number;
}

/**
 * Keeps the draft of a question in step with its request: it is being sent, the back end has it, or it is the reader's
 * again, with its passages. Every send ends in one of the last two.
 */
export function createQuestionKeeper(parts: QuestionKeeperParts) {
  const { draft, connectionId } = parts;
  /** Questions asked past our own composer: the draft stays as it is. */
  const foreign = new WeakSet<ApiRequest>();
  let checking = false;
  let lastText = '';

  const shape: ApiFetchParts['shape'] = (request) => {
    const now = draft.get();
    const card = parts.card();
    // An answer is asked for again with what its question carried, not with a passage that waits for the next.
    const passages = request.type === 'threads.retry_after_item' ? now.pinned : undefined;
    const text = questionText(request);
    const starter = parts.starterOf(text);
    if (!questions.has(request.type) || parts.mayCarryUnsent(text)) {
      return shapeRequest(request, describeCard(now, card, passages), starter);
    }
    const pinned = describeCard({ ...now, mode: null, page: null }, card, now.pinned);
    const shaped = { ...shapeRequest(request, pinned, starter) };
    foreign.add(shaped);
    return shaped;
  };

  return {
    shape,
    /** The words of the last question that left. */
    lastText: () => lastText,
    onActivity(...[phase, request]: Parameters<OnActivity>): void {
      if (!questions.has(request.type) || foreign.has(request)) return;
      if (phase === 'sent') {
        const text = questionText(request);
        lastText = text;
        parts.onQuestion();
        draft.update((now) => sendStarted(now, text, connectionId, parts.now()));
      }
      if (phase !== 'over') return;
      // After the chat has had its turn: a question that was not accepted by then is the reader's again.
      setTimeout(() => {
        if (!checking) draft.update(sendFailed);
      });
    },
    /** The chat looks up what became of a question (true), or has given it back (false). */
    onChecking(now: boolean): void {
      if (checking && !now) draft.update(sendFailed);
      checking = now;
    },
    onAccepted(threadId: string): void {
      checking = false;
      draft.update((now) => messageAccepted(now, threadId));
    },
  };
}
export type QuestionKeeper = ReturnType<typeof createQuestionKeeper>;

/** The text the reader typed, from a request as the chat made it. */
function questionText({ params }: ApiRequest): string {
  const { input } = params;
  if (typeof input !== 'object' || input === null || !('content' in input) || !Array.isArray(input.content)) return '';
  return input.content
    .map((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? part.text : '',
    )
    .join('');
}
