import type { Translate } from '../strings';
import { CopyButton } from '../shared/CopyButton';
import { IconButton } from '../icons/icons';

/** What can be done with an answer, as the options allow it. */
export interface AnswerActions {
  /** Whether the thread takes a new answer: a closed or locked one does not. */
  isOpen: boolean;
  showRetry: boolean;
  showFeedback: boolean;
  retry: (itemId: string) => void;
  sendFeedback: (itemId: string, kind: 'positive' | 'negative') => void;
}

/** Copy · Retry · Helpful · Not helpful. Copy only, for the reader's own messages. */
export function MessageActions({
  t,
  itemId,
  text,
  feedback,
  isCurrent,
  answer,
}: {
  t: Translate;
  itemId: string;
  text: () => string;
  feedback?: 'positive' | 'negative';
  isCurrent: boolean;
  answer?: AnswerActions;
}) {
  const tabIndex = isCurrent ? 0 : -1;
  return (
    <div className="actions" role="group" aria-label={t('actions')}>
      <CopyButton t={t} text={text} tabIndex={tabIndex} />
      {answer?.showRetry ? (
        <IconButton icon="reload" label={t('retry')} tabIndex={tabIndex} onPress={() => answer.retry(itemId)} />
      ) : null}
      {answer?.showFeedback
        ? (['positive', 'negative'] as const).map((kind) => (
            <IconButton
              key={kind}
              icon={kind === 'positive' ? 'up' : 'down'}
              label={t(kind === 'positive' ? 'feedbackPositive' : 'feedbackNegative')}
              pressed={feedback === kind}
              tabIndex={tabIndex}
              onPress={() => answer.sendFeedback(itemId, kind)}
            />
          ))
        : null}
    </div>
  );
}
