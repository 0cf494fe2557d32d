import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streamEventSchema } from '../../../chatkit/protocol/events';
import { annotationSchema, pageOf, threadItemSchema, threadSchema } from '../../../chatkit/protocol/items';
import { docentMetadataSchema, requestSchema } from '../../../chatkit/protocol/requests';

const item = { id: 'i', thread_id: 't', created_at: '2026-11-21T01:47:30.106237' };
const input = { content: [{ type: 'input_text', text: 'Hi' }], attachments: [], inference_options: {} };

describe('requests', () => {
  test.each([
    [{ type: 'threads.list', params: { limit: 9999, order: 'desc' } }],
    [{ type: 'threads.create', params: { input: { ...input, quoted_text: '' } }, metadata: { any: 1 } }],
    [
      {
        type: 'threads.create',
        params: { input: { ...input, inference_options: { tool_choice: null, model: null } } },
      },
    ],
    [{ type: 'threads.add_client_tool_output', params: { thread_id: 't', result: null } }],
    [{ type: 'threads.add_client_tool_output', params: { thread_id: 't' } }],
    [{ type: 'threads.custom_action', params: { thread_id: 't', action: { type: 'a' } } }],
    [{ type: 'items.list', params: { thread_id: 't', limit: null, order: null, after: null }, extra: 1 }],
  ])('%j parses', (request) => expect(requestSchema.safeParse(request).success).toBe(true));

  test.each([
    [{ type: 'threads.create', params: { input: { content: input.content } } }],
    [{ type: 'threads.create', params: { input: { ...input, attachments: [{ id: 'a' }] } } }],
    [{ type: 'threads.create', params: { input: { ...input, content: [{ type: 'input_tag', id: 'x', text: 'x' }] } } }],
    [{ type: 'items.list', params: {} }],
    [{ type: 'threads.stop', params: {} }],
  ])('%j does not', (request) => expect(requestSchema.safeParse(request).success).toBe(false));

  test('metadata of another version is not read, a wrong part of it is left out', () => {
    expect(docentMetadataSchema.safeParse({ version: 2 }).success).toBe(false);
    expect(docentMetadataSchema.parse({ version: 1, mode: 'x', passages: [{}], page: 3 })).toEqual({
      version: 1,
      mode: 'passage',
      passages: [],
      page: undefined,
    });
  });
});

describe('items', () => {
  test.each([
    [{ ...item, type: 'client_tool_call', status: 'pending', call_id: 'c', name: 'n' }],
    [{ ...item, type: 'client_tool_call', status: 'completed', call_id: 'c', name: 'n', arguments: {}, output: null }],
    [{ ...item, type: 'hidden_context_item' }],
    [{ ...item, type: 'end_of_turn' }],
    [{ ...item, type: 'user_message', content: [], attachments: [], quoted_text: null, inference_options: null }],
    [{ ...item, type: 'assistant_message' }],
  ])('%j parses', (value) => expect(threadItemSchema.safeParse(value).success).toBe(true));

  test('an item of an unknown kind is left out of its page and nothing else', () => {
    const page = pageOf(threadItemSchema).parse({
      data: [
        { ...item, type: 'hologram' },
        { ...item, type: 'end_of_turn' },
      ],
      has_more: true,
      after: 'i',
    });
    expect(page).toMatchObject({ data: [{ type: 'end_of_turn' }], has_more: true, after: 'i' });
  });

  test('a citation of an unknown kind is left out and its message stays', () => {
    const message = threadItemSchema.parse({
      ...item,
      type: 'assistant_message',
      content: [
        {
          type: 'output_text',
          text: 'x',
          annotations: [{ source: { type: 'moon' } }, { source: { type: 'url', url: 'u' } }],
        },
      ],
    });
    expect(message).toMatchObject({ content: [{ annotations: [{ source: { url: 'u', title: '' } }] }] });
  });

  test('a place that is no place is no citation', () => {
    expect(annotationSchema.safeParse({ source: { type: 'url', url: 'u' }, index: -1 }).success).toBe(false);
  });

  test('a thread without items or status is an empty active one', () => {
    expect(threadSchema.parse({ id: 't', created_at: 1 })).toMatchObject({
      created_at: '1',
      status: { type: 'active' },
      items: { data: [], has_more: false },
    });
  });
});

test('whatever comes, a schema answers instead of throwing', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.constantFrom(requestSchema, streamEventSchema, threadItemSchema, threadSchema),
      (value, schema) => {
        expect(() => schema.safeParse(value)).not.toThrow();
      },
    ),
  );
});
