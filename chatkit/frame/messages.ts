import * as z from 'zod';

/**
 * What panel and frame say to each other. The frame is a page of the back end's origin that runs OpenAI's script; the
 * panel is the extension. Either half may be older than the other, so the version is agreed on before the port exists,
 * and every message is parsed on arrival by the half that did not write it (docs/threats.md R5).
 */
export const FRAME_PROTOCOL_VERSION = 1;

const nonceSchema = z.string().regex(/^[0-9a-f-]{36}$/);

/** Frame → its parent, to anybody: it holds nothing but a number that names this load of the page. */
export const helloSchema = z.strictObject({
  docentFrame: z.literal('hello'),
  version: z.number().int(),
  frameNonce: nonceSchema,
});

/** Panel → frame, to its exact origin, with one port. A panel of another version says so and sends no port. */
export const portSchema = z.strictObject({
  docentFrame: z.literal('port'),
  version: z.number().int(),
  frameNonce: nonceSchema,
  panelNonce: nonceSchema,
});

/** Longest question in UTF-16 units, and longest request body; what is larger is refused before it is parsed. */
const MAX_TEXT = 200_000;
const MAX_BODY = 4_000_000;
const idSchema = z.number().int().nonnegative();
const short = (max: number) => z.string().max(max);
const threadId = short(200).nullable();

/** How the conversation is drawn: the documented options of ChatKit that the panel decides, all plain values. */
export const viewSchema = z.strictObject({
  /**
   * `custom`: every request comes back through the port. `hosted`: OpenAI's own page asks OpenAI, with the client secret.
   */
  api: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('custom'), url: short(2_000), domainKey: short(200) }),
    z.strictObject({ mode: z.literal('hosted') }),
  ]),
  theme: z.enum(['light', 'dark']),
  title: short(200),
  threadId,
  greeting: short(200),
  placeholder: short(200),
  starters: z.array(short(200)).max(6),
  disclaimer: short(2_000),
});
export type FrameView = z.infer<typeof viewSchema>;

/** Why OpenAI's chat does not stand; the panel has a sentence for each. */
export const frameErrors = ['script', 'element', 'domain', 'options', 'removed', 'broke'] as const;
export type FrameError = (typeof frameErrors)[number];

const of = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** Frame → panel. Nothing here can name an address: requests go to the connection's own, which the frame cannot choose. */
export const fromFrameSchema = z.discriminatedUnion('type', [
  of('joined', { panelNonce: nonceSchema }),
  of('ready', {}),
  of('failed', { reason: z.enum(frameErrors) }),
  of('request', { id: idSchema, body: short(MAX_BODY), streaming: z.boolean() }),
  /** The reader of a body wants its next piece. */
  of('pull', { id: idSchema }),
  of('cancel', { id: idSchema }),
  /** `renew`: the last one is about to expire or was refused. */
  of('secret', { id: idSchema, renew: z.boolean() }),
  of('done', { id: idSchema, ok: z.boolean() }),
  of('thread', { threadId }),
  of('response', { phase: z.enum(['start', 'end']) }),
  /** The page is being left or loaded again. */
  of('left', {}),
]);
export type FromFrame = z.infer<typeof fromFrameSchema>;

/** Panel → frame. */
export const fromPanelSchema = z.discriminatedUnion('type', [
  of('view', { view: viewSchema }),
  of('answer', { id: idSchema, status: z.number().int().min(200).max(599), contentType: short(200) }),
  of('chunk', { id: idSchema, bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  of('end', { id: idSchema }),
  /** The body broke off: the answer is cut. */
  of('broken', { id: idSchema }),
  of('secret', { id: idSchema, secret: short(16_384).nullable() }),
  of('send', { id: idSchema, text: short(MAX_TEXT), reply: short(MAX_TEXT).nullable() }),
  of('open', { id: idSchema, threadId }),
  of('history', { id: idSchema }),
  of('focus', { id: idSchema }),
]);
export type FromPanel = z.infer<typeof fromPanelSchema>;
/** What the reader does in the panel and the chat has to follow. */
export type PanelCommand = Extract<FromPanel, { type: 'send' | 'open' | 'history' | 'focus' }>;

/** A port that speaks one of the two unions and drops whatever else arrives. */
export interface Line<Out> {
  say: (message: Out) => void;
  close: () => void;
}

/** Listens on a port for messages of a schema; others are dropped without an answer (docs/threats.md R1). */
export function openLine<In, Out>(port: MessagePort, schema: z.ZodType<In>, hear: (message: In) => void): Line<Out> {
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = schema.safeParse(data);
    if (message.success) hear(message.data);
  };
  return { say: (message) => port.postMessage(message), close: () => port.close() };
}
