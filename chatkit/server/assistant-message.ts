import { type Annotation, type AssistantMessageItem } from '../protocol/items';
import { type StreamEvent } from '../protocol/events';

/** One assistant message while it is written: turns text and citations into the events of the protocol. */
export interface AssistantMessage {
  write(delta: string): StreamEvent[];
  annotate(annotation: Annotation): StreamEvent[];
  /** The finished item and the events before its `thread.item.done`; undefined when nothing was said. */
  finish(): { item: AssistantMessageItem; events: StreamEvent[] } | undefined;
  /** Takes back what was shown of it. */
  discard(): StreamEvent[];
}

export function createAssistantMessage(fields: {
  id: string;
  thread_id: string;
  created_at: string;
}): AssistantMessage {
  let text = '';
  let started = false;
  const annotations: Annotation[] = [];
  const item = (content: AssistantMessageItem['content']): AssistantMessageItem => ({
    type: 'assistant_message',
    ...fields,
    content,
  });
  const start = (): StreamEvent[] => {
    if (started) return [];
    started = true;
    return [
      { type: 'thread.item.added', item: item([]) },
      {
        type: 'thread.item.updated',
        item_id: fields.id,
        update: {
          type: 'assistant_message.content_part.added',
          content_index: 0,
          content: { type: 'output_text', text: '', annotations: [] },
        },
      },
    ];
  };
  return {
    write(delta) {
      if (delta === '') return [];
      text += delta;
      return [
        ...start(),
        {
          type: 'thread.item.updated',
          item_id: fields.id,
          update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta },
        },
      ];
    },
    annotate(annotation) {
      // Counted in code points, as servers in Python count.
      const placed = { ...annotation, index: annotation.index ?? [...text].length };
      const annotation_index = annotations.push(placed) - 1;
      return [
        ...start(),
        {
          type: 'thread.item.updated',
          item_id: fields.id,
          update: {
            type: 'assistant_message.content_part.annotation_added',
            content_index: 0,
            annotation_index,
            annotation: placed,
          },
        },
      ];
    },
    discard: () => (started ? [{ type: 'thread.item.removed', item_id: fields.id }] : []),
    finish() {
      if (!started) return undefined;
      // Carries the citations too: a client that overwrites the part would lose them otherwise.
      const content = { type: 'output_text' as const, text, annotations: [...annotations] };
      return {
        item: item([content]),
        events: [
          {
            type: 'thread.item.updated',
            item_id: fields.id,
            update: { type: 'assistant_message.content_part.done', content_index: 0, content },
          },
        ],
      };
    },
  };
}
