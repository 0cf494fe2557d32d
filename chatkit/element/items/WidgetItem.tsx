import { useCallback } from 'react';
import { createWidgetReader, textOfNode } from '../widgets/read';
import type { MarkdownEnvironment } from '../markdown/environment';
import { MessageActions } from '../thread/MessageActions';
import { WidgetView, type PressedAction } from '../widgets/WidgetView';
import type { ItemActions, WidgetItem as Item } from './item-actions';

/** A widget of the thread: its actions belong to its item, and its words can be copied. */
export function WidgetItem({
  item,
  isCurrent,
  actions,
  environment,
}: {
  item: Item;
  isCurrent: boolean;
  actions: ItemActions;
  environment: MarkdownEnvironment;
}) {
  const onAction = useCallback((action: PressedAction) => actions.act(item, action), [actions, item]);
  const onCollision = useCallback(
    (names: readonly string[]) => actions.collide(item.widget.type, names),
    [actions, item.widget.type],
  );
  const text = () => {
    const root = item.copy_text === undefined ? createWidgetReader()(item.widget).root : null;
    return item.copy_text ?? (root ? textOfNode(root) : '');
  };
  return (
    <>
      {/* Above the titles that a widget may have. */}
      <h2 className="hidden">{environment.t('answer')}</h2>
      <WidgetView widget={item.widget} environment={environment} onAction={onAction} onCollision={onCollision} />
      <MessageActions t={environment.t} itemId={item.id} text={text} isCurrent={isCurrent} />
    </>
  );
}
