import { memo, useMemo } from 'react';
import type { ItemMark } from '../../client/state';
import type { AssistantMessageItem } from '../../protocol/items';
import { collectCitations } from '../markdown/citations';
import { Markdown } from '../markdown/Markdown';
import { adoptMessageStyles } from './message-sheet';
import { Interrupted } from './Interrupted';
import { MessageActions, type AnswerActions } from './MessageActions';
import { Sources } from './Sources';
import { useMessageEnvironment, type SharedEnvironment } from './use-environment';

/** An answer: full width, no bubble; its sources below, its actions on hover and focus. */
export const AssistantMessage = memo(function AssistantMessage({
  item,
  mark,
  feedback,
  quote,
  isCurrent,
  actions,
  environment: shared,
}: {
  item: AssistantMessageItem;
  mark: ItemMark | undefined;
  feedback: 'positive' | 'negative' | undefined;
  /** The words that its question quotes. */
  quote: string | undefined;
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
  const environment = useMessageEnvironment(shared, citations.sources, quote);
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
        <Interrupted t={t} what="cutOff" onAskAgain={actions.isOpen ? () => actions.retry(item.id) : undefined} />
      ) : null}
      {mark === 'stopped' ? <Interrupted t={t} what="stopped" /> : null}
      {isStreaming ? null : (
        <MessageActions t={t} itemId={item.id} text={text} feedback={feedback} isCurrent={isCurrent} answer={actions} />
      )}
    </article>
  );
});
