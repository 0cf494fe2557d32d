/** Items and events as chatkit-python puts them on the wire. */
const created_at = '2026-11-21T09:00:00.000Z';

export const thread = (id = 'thr_1', more: object = {}) => ({
  id,
  created_at,
  status: { type: 'active' },
  metadata: {},
  items: { data: [], has_more: false },
  ...more,
});

export const userMessage = (id: string, text: string, more: object = {}) => ({
  type: 'user_message',
  id,
  thread_id: 'thr_1',
  created_at,
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
  ...more,
});

export const assistantMessage = (id: string, text: string, annotations: object[] = []) => ({
  type: 'assistant_message',
  id,
  thread_id: 'thr_1',
  created_at,
  content: [{ type: 'output_text', text, annotations }],
});

/** The events of an answer, its text in pieces. */
export function* answerEvents(id: string, pieces: string[], annotations: object[] = []) {
  yield { type: 'thread.item.added', item: { ...assistantMessage(id, ''), content: [] } };
  yield update(id, {
    type: 'assistant_message.content_part.added',
    content_index: 0,
    content: { type: 'output_text', text: '', annotations: [] },
  });
  for (const delta of pieces) yield textDelta(id, delta);
  for (const [annotation_index, annotation] of annotations.entries()) {
    yield update(id, {
      type: 'assistant_message.content_part.annotation_added',
      content_index: 0,
      annotation_index,
      annotation,
    });
  }
  const text = pieces.join('');
  yield update(id, {
    type: 'assistant_message.content_part.done',
    content_index: 0,
    content: { type: 'output_text', text, annotations: [] },
  });
  yield { type: 'thread.item.done', item: assistantMessage(id, text, annotations) };
}

export const textDelta = (id: string, delta: string) =>
  update(id, { type: 'assistant_message.content_part.text_delta', content_index: 0, delta });

const update = (item_id: string, change: object) => ({ type: 'thread.item.updated', item_id, update: change });
