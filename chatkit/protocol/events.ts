import * as z from 'zod';
import {
  annotationSchema,
  assistantContentSchema,
  optional,
  taskSchema,
  threadItemSchema,
  threadSchema,
  widgetSchema,
} from './items';

/** Changes to one item while it streams. An unknown `type` fails to parse and is ignored. */
export const itemUpdateSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('assistant_message.content_part.added'),
    content_index: z.number().int().nonnegative(),
    content: assistantContentSchema,
  }),
  z.object({
    type: z.literal('assistant_message.content_part.text_delta'),
    content_index: z.number().int().nonnegative(),
    delta: z.string(),
  }),
  z.object({
    type: z.literal('assistant_message.content_part.annotation_added'),
    content_index: z.number().int().nonnegative(),
    annotation_index: z.number().int().nonnegative(),
    annotation: annotationSchema,
  }),
  z.object({
    type: z.literal('assistant_message.content_part.done'),
    content_index: z.number().int().nonnegative(),
    content: assistantContentSchema,
  }),
  z.object({ type: z.literal('widget.root.updated'), widget: widgetSchema }),
  z.object({ type: z.literal('widget.component.updated'), component_id: z.string(), component: widgetSchema }),
  z.object({
    type: z.literal('widget.streaming_text.value_delta'),
    component_id: z.string(),
    delta: z.string(),
    done: z.boolean().catch(false),
  }),
  z.object({ type: z.literal('workflow.task.added'), task_index: z.number().int().nonnegative(), task: taskSchema }),
  z.object({ type: z.literal('workflow.task.updated'), task_index: z.number().int().nonnegative(), task: taskSchema }),
  z.object({
    type: z.literal('generated_image.updated'),
    image: z.object({ id: z.string(), url: z.string() }),
    progress: optional(z.number()),
  }),
]);
export type ItemUpdate = z.infer<typeof itemUpdateSchema>;

/** What a stream may say. One JSON object per SSE `data` line; unknown types are ignored. */
export const streamEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('thread.created'), thread: threadSchema }),
  z.object({ type: z.literal('thread.updated'), thread: threadSchema }),
  z.object({ type: z.literal('thread.item.added'), item: threadItemSchema }),
  z.object({ type: z.literal('thread.item.updated'), item_id: z.string(), update: itemUpdateSchema }),
  z.object({ type: z.literal('thread.item.done'), item: threadItemSchema }),
  z.object({ type: z.literal('thread.item.removed'), item_id: z.string() }),
  z.object({ type: z.literal('thread.item.replaced'), item: threadItemSchema }),
  z.object({ type: z.literal('stream_options'), stream_options: z.object({ allow_cancel: z.boolean().catch(true) }) }),
  z.object({ type: z.literal('progress_update'), text: z.string(), icon: optional(z.string()) }),
  z.object({
    type: z.literal('client_effect'),
    name: z.string(),
    data: z.record(z.string(), z.unknown()).catch({}),
  }),
  z.object({
    type: z.literal('error'),
    code: z.string().catch('stream.error'),
    message: optional(z.string()),
    allow_retry: z.boolean().catch(false),
    /** Ours, beside the protocol: what went wrong, for clients that have words of their own for it. */
    reason: z.string().optional().catch(undefined),
  }),
  z.object({
    type: z.literal('notice'),
    level: z.enum(['info', 'warning', 'danger']).catch('info'),
    message: z.string(),
    title: optional(z.string()),
  }),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
