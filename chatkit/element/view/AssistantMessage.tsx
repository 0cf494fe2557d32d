import { memo, useMemo } from 'react';
import type { ItemMark } from '../../client/state';
import type { AssistantMessageItem } from '../../protocol/items';
import { collectCitations } from '../markdown/citations';
import { Markdown } from './markdown/Markdown';
import { adoptMessageStyles } from './message-sheet';
import { MessageActions, type AnswerActions } from './MessageActions';
import { Sources } from './Sources';
import { useMessageEnvironment, type SharedEnvironment } from './use-environment';

/** An answer: full width, no bubble; its sources below, its actions on hover and focus. */
export const AssistantMessage = memo(function AssistantMessage({
  item,
  mark,
  feedback,
  isCurrent,
  actions,
  environment: shared,
}: {
  item: AssistantMessageItem;
  mark: ItemMark | undefined;
  feedback: 'positive' | 'negative' | undefined;
  /** The message that Tab reaches; the others are reached by the arrow keys. */
  isCurrent: boolean;
  actions: AnswerActions;
  environment: SharedEnvironment;
}) {
  const annotated = item.content.map(({ annotations }) => annotations);
  const key = JSON.stringify(annotated);
  // Annotations seldom change while text grows every frame: their key decides, not the item.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const citations = useMemo(() => collectCitations(item.content), [key]);
  const environment = useMessageEnvironment(shared, citations.sources);
  const { t } = environment;
  const isStreaming = mark === 'streaming' || mark === 'settled';
  const text = () => item.content.map((part) => part.text).join('\n\n');
  return (
    <article
      ref={adoptMessageStyles}
      className="message answer"
      data-message={item.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-busy={isStreaming}
    >
      <h2 className="hidden">{t('answer')}</h2>
      {item.content.map((part, index) => (
        <Markdown
          key={index}
          text={part.text}
          finished={!isStreaming}
          marks={citations.marks[index]}
          environment={environment}
        />
      ))}
      <Sources sources={citations.sources} environment={environment} />
      {mark === 'cut-off' ? (
        <p className="interrupted">
          {t('cutOff')}
          {actions.isOpen && (
            <>
              {' '}
              <button type="button" className="text-button" onClick={() => actions.retry(item.id)}>
                {t('askAgain')}
              </button>
            </>
          )}
        </p>
      ) : null}
      {mark === 'stopped' ? <p className="interrupted">{t('stopped')}</p> : null}
      {isStreaming ? null : (
        <MessageActions t={t} itemId={item.id} text={text} feedback={feedback} isCurrent={isCurrent} answer={actions} />
      )}
    </article>
  );
});
