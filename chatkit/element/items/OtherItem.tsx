import { useEffect } from 'react';
import type { ItemMark } from '../../client/state';
import type { ThreadItem } from '../../protocol/items';
import type { ItemActions } from './item-actions';
import { itemView } from './later';
import type { SharedEnvironment } from '../thread/use-environment';
import { useStore } from '../shared/use-store';

/** Kinds that say something to a reader besides questions and answers. */
const drawn = new Set<ThreadItem['type']>([
  'task',
  'workflow',
  'widget',
  'generated_image',
  'structured_input',
  'client_tool_call',
]);
export const isDrawn = ({ type }: ThreadItem): boolean => drawn.has(type);

/** Items that are neither question nor answer: their code comes with the first of them. */
export function OtherItem(props: {
  item: ThreadItem;
  mark: ItemMark | undefined;
  isCurrent: boolean;
  actions: ItemActions;
  environment: SharedEnvironment;
}) {
  const ItemView = useStore(itemView)?.ItemView;
  const wanted = isDrawn(props.item);
  useEffect(() => {
    if (wanted) itemView.load().catch(() => undefined);
  }, [wanted]);
  return wanted && ItemView ? <ItemView {...props} /> : null;
}
