import * as z from 'zod';
import { inferenceOptionsSchema, userContentSchema } from './items';

/** What the composer sends. `attachments` (ids only) and `inference_options` are required by chatkit-python. */
export const userMessageInputSchema = z.object({
  content: z.array(userContentSchema),
  attachments: z.array(z.string()),
  quoted_text: z.string().nullish(),
  inference_options: inferenceOptionsSchema,
});
export type UserMessageInput = z.infer<typeof userMessageInputSchema>;

const thread = { thread_id: z.string() };
const paging = {
  limit: z.number().int().positive().nullish(),
  order: z.enum(['asc', 'desc']).nullish(),
  after: z.string().nullish(),
};
const actionSchema = z.object({ type: z.string(), payload: z.unknown().optional() });
export const answersSchema = z.object({
  status: z.enum(['answered', 'skipped']).default('answered'),
  answers: z.record(
    z.string(),
    z.object({ values: z.array(z.string()).default([]), skipped: z.boolean().default(false) }),
  ),
});
/** The reader's answers to a `structured_input` item, by the id of each question. */
export type StructuredAnswers = z.output<typeof answersSchema>;

const request = <Type extends string, Params extends z.ZodRawShape>(type: Type, params: Params) =>
  z.object({
    type: z.literal(type),
    params: z.object(params),
    /** Free room beside the protocol; ours rides under `docent` (docs/design.md 3). Every server may ignore it. */
    metadata: z.record(z.string(), z.unknown()).default({}),
  });

export const requestSchema = z.discriminatedUnion('type', [
  request('threads.create', { input: userMessageInputSchema }),
  request('threads.add_user_message', { ...thread, input: userMessageInputSchema }),
  request('threads.add_client_tool_output', { ...thread, result: z.unknown().optional() }),
  request('threads.add_structured_input', { ...thread, item_id: z.string(), input: answersSchema }),
  request('threads.retry_after_item', { ...thread, item_id: z.string() }),
  request('threads.custom_action', { ...thread, item_id: z.string().nullish(), action: actionSchema }),
  request('threads.get_by_id', thread),
  request('threads.list', paging),
  request('items.list', { ...thread, ...paging }),
  request('items.feedback', { ...thread, item_ids: z.array(z.string()), kind: z.enum(['positive', 'negative']) }),
  request('threads.update', { ...thread, title: z.string() }),
  request('threads.delete', thread),
  request('attachments.create', { name: z.string(), size: z.number().int().nonnegative(), mime_type: z.string() }),
  request('attachments.delete', { attachment_id: z.string() }),
  request('input.transcribe', { audio_base64: z.string(), mime_type: z.string() }),
  request('threads.sync_custom_action', { ...thread, item_id: z.string().nullish(), action: actionSchema }),
]);
export type ChatKitRequest = z.infer<typeof requestSchema>;
export type RequestType = ChatKitRequest['type'];

/**
 * Ready-made questions, by what they ask: their wording is each reader's language's, their meaning is not. The name
 * travels with the message that is one (`metadata.docent.starter`).
 */
export const starterIds = ['explain', 'simplify', 'example', 'warnings', 'lines', 'returns', 'failures'] as const;
export type StarterId = (typeof starterIds)[number];

/**
 * `metadata.docent` of a request: what the card shows beside the passage, and the text of page or section. All of it
 * is data from a web page: a server marks it as untrusted before a model sees it.
 */
export const docentMetadataSchema = z.object({
  version: z.literal(1),
  mode: z.enum(['passage', 'section', 'page', 'docs']).catch('passage'),
  passages: z
    .array(
      z.object({
        text: z.string(),
        /** It only names the page, whose text is in `page`: the reader asked with nothing selected. */
        whole: z.literal(true).optional().catch(undefined),
        /** Absent: plain text. */
        format: z.literal('markdown').optional().catch(undefined),
        title: z.string().optional(),
        headings: z.array(z.string()).optional(),
        /** Title or kind of the note it stands in, and the tab it is shown in: "Warning", "npm". */
        note: z.string().optional(),
        tab: z.string().optional(),
        /** Programming language, when it is code. */
        language: z.string().optional(),
        url: z.string().optional(),
        anchor: z.string().optional(),
        /** Another address that the page calls its own. */
        canonical: z.string().optional(),
        /** Text-fragment link to the very words. */
        link: z.string().optional(),
        /** BCP 47 tag of the text, as the page claims it. */
        lang: z.string().optional(),
        /** What the page says of the documentation it belongs to. */
        product: z.string().optional(),
        version: z.string().optional(),
        generator: z.string().optional(),
      }),
    )
    .max(10)
    .catch([]),
  /** The ready-made question that the message is. */
  starter: z.enum(starterIds).optional().catch(undefined),
  /** The page's main text in mode `page`, its section's in mode `section`, and only as shown on the card. */
  page: z.object({ title: z.string().optional(), text: z.string() }).optional().catch(undefined),
});
export type DocentMetadata = z.infer<typeof docentMetadataSchema>;
