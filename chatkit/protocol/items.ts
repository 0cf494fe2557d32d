import * as z from 'zod';

/**
 * Items, threads and annotations of the ChatKit server protocol, as chatkit-python 1.6.5 speaks it. Servers omit nulls,
 * some send them: an optional field reads null as absent. Unknown keys are dropped; unknown kinds fail to parse and
 * are left out by the caller, never breaking a thread.
 */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

/** ISO 8601, often without a zone (server-local): good for order and rough display only. */
export const timestampSchema = z.union([z.string(), z.number()]).transform(String);

const sourceFields = {
  title: z.string().catch(''),
  attribution: optional(z.string()),
  description: optional(z.string()),
  timestamp: optional(z.string()),
  group: optional(z.string()),
};

export const sourceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('url'), url: z.string(), ...sourceFields }),
  z.object({ type: z.literal('file'), filename: z.string(), ...sourceFields }),
  z.object({
    type: z.literal('entity'),
    id: z.string(),
    icon: optional(z.string()),
    label: optional(z.string()),
    inline_label: optional(z.string()),
    interactive: z.boolean().catch(false),
    data: z.record(z.string(), z.unknown()).catch({}),
    ...sourceFields,
  }),
]);
export type Source = z.infer<typeof sourceSchema>;

export const annotationSchema = z.object({
  type: z.literal('annotation').catch('annotation'),
  source: sourceSchema,
  /** Position in the part's text, in code points, as servers in Python count. */
  index: optional(z.number().int().nonnegative()),
});
export type Annotation = z.infer<typeof annotationSchema>;

/** Leaves out the members that do not parse. */
export const lenientArray = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((list): z.output<Schema>[] =>
      list.flatMap((value) => {
        const parsed = schema.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );

export const assistantContentSchema = z.object({
  type: z.literal('output_text').catch('output_text'),
  text: z.string().catch(''),
  annotations: lenientArray(annotationSchema),
});
export type AssistantContent = z.infer<typeof assistantContentSchema>;

export const userContentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input_text'), text: z.string() }),
  z.object({
    type: z.literal('input_tag'),
    id: z.string(),
    text: z.string(),
    data: z.record(z.string(), z.unknown()),
    group: optional(z.string()),
    interactive: z.boolean().catch(false),
  }),
]);
export type UserContent = z.infer<typeof userContentSchema>;

export const inferenceOptionsSchema = z.object({
  tool_choice: optional(z.object({ id: z.string() })),
  model: optional(z.string()),
});

export const attachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  mime_type: z.string(),
  type: z.enum(['file', 'image']),
  preview_url: optional(z.string()),
  upload_descriptor: optional(
    z.object({ url: z.string(), method: z.enum(['POST', 'PUT']), headers: z.record(z.string(), z.string()).catch({}) }),
  ),
  thread_id: optional(z.string()),
});
export type Attachment = z.infer<typeof attachmentSchema>;

const statusIndicator = z.enum(['none', 'loading', 'complete']).catch('none');
export const taskSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('custom'),
    status_indicator: statusIndicator,
    title: optional(z.string()),
    icon: optional(z.string()),
    content: optional(z.string()),
  }),
  z.object({
    type: z.literal('web_search'),
    status_indicator: statusIndicator,
    title: optional(z.string()),
    title_query: optional(z.string()),
    queries: z.array(z.string()).catch([]),
    sources: lenientArray(sourceSchema),
  }),
  z.object({
    type: z.literal('thought'),
    status_indicator: statusIndicator,
    title: optional(z.string()),
    content: z.string().catch(''),
  }),
  z.object({
    type: z.literal('file'),
    status_indicator: statusIndicator,
    title: optional(z.string()),
    sources: lenientArray(sourceSchema),
  }),
  z.object({ type: z.literal('image'), status_indicator: statusIndicator, title: optional(z.string()) }),
]);
export type Task = z.infer<typeof taskSchema>;

const answerSchema = z.object({ values: z.array(z.string()).catch([]), skipped: z.boolean().catch(false) });
export const structuredInputSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('multiple_choice'),
    id: z.string(),
    question: z.string(),
    options: z.array(z.object({ value: z.string() })),
    multiple: z.boolean().catch(false),
    answer: optional(answerSchema),
  }),
  z.object({
    type: z.literal('freeform'),
    id: z.string(),
    question: z.string(),
    description: optional(z.string()),
    answer: optional(answerSchema),
  }),
]);

export type StructuredInput = z.infer<typeof structuredInputSchema>;

const itemFields = { id: z.string(), thread_id: z.string(), created_at: timestampSchema };

export const userMessageItemSchema = z.object({
  type: z.literal('user_message'),
  ...itemFields,
  content: lenientArray(userContentSchema),
  attachments: lenientArray(attachmentSchema),
  quoted_text: optional(z.string()),
  inference_options: inferenceOptionsSchema.catch({ tool_choice: undefined, model: undefined }),
});
export type UserMessageItem = z.infer<typeof userMessageItemSchema>;

export const assistantMessageItemSchema = z.object({
  type: z.literal('assistant_message'),
  ...itemFields,
  content: lenientArray(assistantContentSchema),
});
export type AssistantMessageItem = z.infer<typeof assistantMessageItemSchema>;

/** A widget's own shape is the widget renderer's business; the protocol only says that it has a `type`. */
export const widgetSchema = z.looseObject({ type: z.string() });

export const threadItemSchema = z.discriminatedUnion('type', [
  userMessageItemSchema,
  assistantMessageItemSchema,
  z.object({
    type: z.literal('client_tool_call'),
    ...itemFields,
    status: z.enum(['pending', 'completed']),
    call_id: z.string(),
    name: z.string(),
    arguments: z.record(z.string(), z.unknown()).catch({}),
    output: z.unknown().optional(),
  }),
  z.object({ type: z.literal('widget'), ...itemFields, widget: widgetSchema, copy_text: optional(z.string()) }),
  z.object({
    type: z.literal('generated_image'),
    ...itemFields,
    image: optional(z.object({ id: z.string(), url: z.string() })),
    /** 0 to 1 while the image is made; of updates only, kept here for drawing. */
    progress: optional(z.number()),
  }),
  z.object({
    type: z.literal('structured_input'),
    ...itemFields,
    status: z.enum(['pending', 'answered', 'skipped']),
    inputs: lenientArray(structuredInputSchema),
  }),
  z.object({ type: z.literal('task'), ...itemFields, task: taskSchema }),
  z.object({
    type: z.literal('workflow'),
    ...itemFields,
    workflow: z.object({
      type: z.enum(['custom', 'reasoning']),
      tasks: lenientArray(taskSchema),
      summary: optional(
        z.union([z.object({ title: z.string(), icon: optional(z.string()) }), z.object({ duration: z.number() })]),
      ),
      expanded: z.boolean().catch(false),
    }),
  }),
  z.object({ type: z.literal('end_of_turn'), ...itemFields }),
  /** Never sent to clients; our own server stores them. */
  z.object({ type: z.literal('hidden_context_item'), ...itemFields, content: z.unknown().optional() }),
]);
export type ThreadItem = z.infer<typeof threadItemSchema>;

export const threadStatusSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('active') }),
  z.object({ type: z.literal('locked'), reason: optional(z.string()) }),
  z.object({ type: z.literal('closed'), reason: optional(z.string()) }),
]);

export const pageOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({
    data: lenientArray(schema),
    has_more: z.boolean().catch(false),
    /** Id of the last record of the page, hidden ones included: go on from here, never from `data.at(-1).id`. */
    after: optional(z.string()),
  });
export interface Page<T> {
  data: T[];
  has_more: boolean;
  after?: string | undefined;
}

/** A thread without its items: what lists and stores hold. */
export const threadMetadataSchema = z.object({
  id: z.string(),
  title: optional(z.string()),
  created_at: timestampSchema,
  status: threadStatusSchema.catch({ type: 'active' }),
  allowed_image_domains: optional(z.array(z.string())),
  metadata: z.record(z.string(), z.unknown()).catch({}),
});
export type ThreadMetadata = z.infer<typeof threadMetadataSchema>;

export const threadSchema = threadMetadataSchema.extend({
  items: pageOf(threadItemSchema).catch({ data: [], has_more: false, after: undefined }),
});
export type Thread = z.infer<typeof threadSchema>;
