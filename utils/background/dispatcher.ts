import * as z from 'zod';
import { AppError, type ErrorCode, type ErrorDetails } from '../shared/errors';
import { isSmallMessage } from './message-size';
import { type MessageName, messages, type Request, type Response } from '../shared/messages';
import { asExtension, asPage, type ExtensionSender, type PageSender, type Self, type Sender } from '../shared/sender';

/** What travels back. A failure crosses as data: its class does not survive `sendMessage`. */
export type Reply = { ok: true; value: unknown } | { ok: false; code: ErrorCode; details: ErrorDetails };

type SenderOf<Name extends MessageName> = (typeof messages)[Name]['from'] extends 'page' ? PageSender : ExtensionSender;
/** A handler of a message that is only acknowledged gives nothing: the dispatcher answers `{}`. */
type Given<Answer> = Answer extends Record<string, never> ? void : Answer;
/** One handler per message: forgetting one is a type error. A handler for pages gets what the browser says of the page. */
export type Handlers = {
  [Name in MessageName]: (request: Request<Name>, sender: SenderOf<Name>) => Promise<Given<Response<Name>>>;
};
type AnyHandler = (request: unknown, sender: PageSender | ExtensionSender) => Promise<unknown>;

const envelopeSchema = z.strictObject({ name: z.string().max(64), request: z.unknown() });

/**
 * Listener for `runtime.onMessage`. Answers by `return true` and `respond`, never by a returned promise: Chrome ignores
 * those. The handler runs before the first await, because Chrome opens its panel only in the tick of the press.
 *
 * What is not ours, unknown, or sent by a class that may not send it gets no answer at all (docs/threats.md R1, R2); a
 * request that is too large, or breaks its schema, gets `BAD_REQUEST`.
 */
export function createDispatcher(handlers: Handlers, self: Self) {
  return (raw: unknown, sender: Sender, respond: (reply: Reply) => void): true | undefined => {
    // The browser attests whose message it is, so that what a page sent is counted before it is looked at.
    if (sender.tab !== undefined && !isSmallMessage(raw)) {
      respond({ ok: false, code: 'BAD_REQUEST', details: {} });
      return true;
    }
    const envelope = envelopeSchema.safeParse(raw);
    // `hasOwn`: the name comes from outside and must not find `constructor` or `__proto__`.
    if (!envelope.success || !Object.hasOwn(messages, envelope.data.name)) return undefined;
    const name = envelope.data.name as MessageName;
    const verified = messages[name].from === 'page' ? asPage(sender, self) : asExtension(sender, self);
    if (verified === null) return undefined;
    void answer(handlers[name] as AnyHandler, messages[name].request, envelope.data.request, verified).then(respond);
    return true;
  };
}

async function answer(handle: AnyHandler, schema: z.ZodType, request: unknown, sender: PageSender | ExtensionSender) {
  const parsed = schema.safeParse(request);
  if (!parsed.success) return { ok: false, code: 'BAD_REQUEST', details: {} } satisfies Reply;
  try {
    return { ok: true, value: (await handle(parsed.data, sender)) ?? {} } satisfies Reply;
  } catch (error) {
    return toReply(error);
  }
}

/** A bug is logged once by its name and stack; messages of foreign errors may quote a passage or an address. */
function toReply(error: unknown): Reply {
  if (error instanceof AppError) return { ok: false, code: error.code, details: error.details };
  console.error('Docent: a message handler failed', error instanceof Error ? error.name : typeof error);
  return { ok: false, code: 'UNEXPECTED', details: {} };
}
