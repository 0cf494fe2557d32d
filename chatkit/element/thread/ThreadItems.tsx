import type { ReactNode, RefObject } from 'react';
import type { ConversationState } from '../../client/state';
import type { ThreadItem } from '../../protocol/items';
import { AssistantMessage } from './AssistantMessage';
import { EntityPreviewPart } from '../entity/preview-part';
import type { AnswerActions } from './MessageActions';
import { Interrupted } from './Interrupted';
import { ItemBoundary } from './ItemBoundary';
import type { ItemActions } from '../items/item-actions';
import { entityPreview } from '../entity/later';
import { isDrawn, OtherItem } from '../items/OtherItem';
import { EarlierItems, useRecentItems } from './recent-items';
import { useKeptFocus } from '../shared/use-kept-focus';
import type { SharedEnvironment } from './use-environment';
import { UserMessage } from './UserMessage';

/** The items of the thread in order, in a long one those the reader is near. An item whose object did not change is not drawn again. */
export function ThreadItems({
  state,
  log,
  currentId,
  actions,
  itemActions,
  environment,
  onAskAgain,
  onItemFailed,
  focusComposer,
}: {
  state: ConversationState;
  /** What the items stand in. */
  log: RefObject<HTMLElement | null>;
  currentId: string | null;
  actions: AnswerActions;
  itemActions: ItemActions;
  environment: SharedEnvironment;
  /** Missing where the thread takes nothing new. */
  onAskAgain: (() => void) | undefined;
  onItemFailed: (error: Error) => void;
  focusComposer: () => void;
}) {
  // The server may take away the item the reader is in.
  useKeptFocus(log, (box) => {
    const next = box.querySelector<HTMLElement>('[data-message][tabindex="0"]');
    if (next) next.focus({ preventScroll: true });
    else focusComposer();
  });
  const { items, marks, feedback, pendingId, unanswered } = state;
  const { t } = environment;
  const isMessage = (item: ThreadItem) =>
    item.type === 'user_message' || item.type === 'assistant_message' || isDrawn(item);
  // Tab reaches one message: the one the reader was at, else the last.
  const reachable = items.some(({ id }) => id === currentId) ? currentId : items.findLast(isMessage)?.id;
  const recent = useRecentItems(state.thread?.id, items.length);
  const { start } = recent;
  const before = items.slice(0, start).findLast(({ type }) => type === 'user_message');
  let quoteBefore = before?.type === 'user_message' ? before.quoted_text : undefined;
  const drawn: ReactNode[] = [];
  const draw = (item: ThreadItem, view: ReactNode) =>
    drawn.push(
      <ItemBoundary key={item.id} item={item} words={t('itemNotShown')} onFailed={onItemFailed}>
        {view}
      </ItemBoundary>,
    );
  for (const item of items.slice(start)) {
    const isCurrent = item.id === reachable;
    if (item.type === 'user_message') {
      draw(
        item,
        <UserMessage
          item={item}
          showQuote={item.quoted_text !== quoteBefore}
          isPending={item.id === pendingId}
          isCurrent={isCurrent}
          environment={environment}
        />,
      );
      quoteBefore = item.quoted_text;
    } else if (item.type === 'assistant_message') {
      draw(
        item,
        <AssistantMessage
          item={item}
          mark={marks[item.id]}
          feedback={feedback[item.id]}
          quote={quoteBefore}
          isCurrent={isCurrent}
          actions={actions}
          environment={environment}
        />,
      );
    } else {
      draw(
        item,
        <OtherItem
          item={item}
          mark={marks[item.id]}
          isCurrent={isCurrent}
          actions={itemActions}
          environment={environment}
        />,
      );
    }
  }
  return (
    <EntityPreviewPart value={entityPreview}>
      {start > 0 ? <EarlierItems t={t} recent={recent} /> : null}
      {drawn}
      {unanswered === 'cut-off' || unanswered === 'stopped' ? (
        <Interrupted t={t} what={unanswered === 'stopped' ? 'stopped' : 'cutOffNothing'} onAskAgain={onAskAgain} />
      ) : null}
    </EntityPreviewPart>
  );
}
