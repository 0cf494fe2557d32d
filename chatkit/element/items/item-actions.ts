import { ChatKitUsageError } from '../../client/errors';
import type { ThreadItem } from '../../protocol/items';
import type { StructuredAnswers } from '../../protocol/requests';
import type { ChatApp } from '../app/chat-app';
import type { ElementStringKey } from '../strings';
import type { PressedAction } from '../widgets/WidgetView';

export type WidgetItem = Extract<ThreadItem, { type: 'widget' }>;

/** What an item of the thread asks of its conversation. Each resolves with the sentence to show in the item, or null. */
export interface ItemActions {
  act(item: WidgetItem, action: PressedAction): Promise<ElementStringKey | null>;
  answer(itemId: string, input: StructuredAnswers): Promise<ElementStringKey | null>;
  /** Form values that an action's own payload names too: a mistake of the server, reported and not drawn. */
  collide(action: string, names: readonly string[]): void;
}

export function createItemActions({
  ui,
  conversation,
  emit,
}: Pick<ChatApp, 'ui' | 'conversation' | 'emit'>): ItemActions {
  const outcome = async (work: () => Promise<void> | void): Promise<ElementStringKey | null> => {
    try {
      await work();
      return null;
    } catch (error) {
      // Everything else has been reported by the conversation and stands above the composer.
      return error instanceof ChatKitUsageError ? 'waitForAnswer' : null;
    }
  };
  return {
    async act(item, { type, payload, handler, streaming }) {
      if (handler === 'server') {
        return outcome(() => conversation.sendCustomAction({ type, payload }, item.id, { streaming }));
      }
      const onAction = ui.getSnapshot().options?.widgets?.onAction;
      if (!onAction) {
        const error = new ChatKitUsageError('widgets.onAction is not set: a widget’s action has no handler.');
        emit('chatkit.error', { error });
        // A press again would change nothing: only a host of the server's own knows what it means.
        return 'actionElsewhere';
      }
      try {
        // Roots of other kinds are drawn too; a host that reads the widget checks it.
        await onAction(
          { type, payload },
          { id: item.id, widget: item.widget as Parameters<typeof onAction>[1]['widget'] },
        );
        return null;
      } catch (error) {
        emit('chatkit.error', { error: error instanceof Error ? error : new Error('A widget’s action failed.') });
        return 'actionFailed';
      }
    },
    answer: (itemId, input) => outcome(() => conversation.answerQuestions(itemId, input)),
    collide: (action, names) =>
      void emit('chatkit.error', {
        error: new ChatKitUsageError(`The payload of "${action}" names fields of its form too: ${names.join(', ')}.`),
      }),
  };
}
