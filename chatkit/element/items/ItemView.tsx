import { memo, useMemo } from 'react';
import type { ItemMark } from '../../client/state';
import type { ThreadItem } from '../../protocol/items';
import itemStyles from './items.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';
import { adoptMessageStyles } from '../thread/message-sheet';
import type { MarkdownEnvironment } from '../markdown/environment';
import type { SharedEnvironment } from '../thread/use-environment';
import { ClientToolLine } from './ClientToolLine';
import { GeneratedImage } from './GeneratedImage';
import type { ItemActions } from './item-actions';
import { Questions } from './Questions';
import { Step } from './Step';
import { WidgetItem } from './WidgetItem';
import { Workflow } from './Workflow';

const adoptItemStyles = createSheetRef(itemStyles);
const adopt = (node: Element | null) => {
  adoptMessageStyles(node);
  adoptItemStyles(node);
};

/** Every item that is neither question nor answer. A kind that says nothing to a reader is not drawn. */
export const ItemView = memo(function ItemView({
  item,
  mark,
  isCurrent,
  actions,
  environment: shared,
}: {
  item: ThreadItem;
  mark: ItemMark | undefined;
  /** The item that Tab reaches; the others are reached by the arrow keys. */
  isCurrent: boolean;
  actions: ItemActions;
  environment: SharedEnvironment;
}) {
  const environment = useMemo<MarkdownEnvironment>(() => ({ ...shared, sourceOf: () => undefined }), [shared]);
  const { t } = environment;
  const drawn = () => {
    switch (item.type) {
      case 'task':
        return (
          <ul className="steps-list" dir="auto">
            <Step task={item.task} environment={environment} />
          </ul>
        );
      case 'workflow':
        return <Workflow item={item} isRunning={mark === 'streaming'} environment={environment} />;
      case 'widget':
        return <WidgetItem item={item} isCurrent={isCurrent} actions={actions} environment={environment} />;
      case 'generated_image':
        return <GeneratedImage item={item} isRunning={mark === 'streaming'} environment={environment} />;
      case 'structured_input':
        return <Questions item={item} actions={actions} t={t} />;
      case 'client_tool_call':
        return <ClientToolLine item={item} isRunning={mark === 'streaming'} t={t} />;
      default:
        return null;
    }
  };
  const content = drawn();
  return content === null ? null : (
    <article
      ref={adopt}
      className="message item"
      data-message={item.id}
      data-item={item.type}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={t('answer')}
    >
      {content}
    </article>
  );
});
