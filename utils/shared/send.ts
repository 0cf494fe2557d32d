import browser from 'webextension-polyfill';
import * as z from 'zod';
import { AppError, errorCodes } from './errors';
import type { MessageName, messages, Request, Response } from './messages';

/** Messages of our own pages; the page script has a sender of its own. */
export type ExtensionMessageName = {
  [Name in MessageName]: (typeof messages)[Name]['from'] extends 'extension' ? Name : never;
}[MessageName];

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({
    ok: z.literal(false),
    code: z.enum(errorCodes),
    details: z.object({
      host: z.string().optional(),
      status: z.number().optional(),
      retryAfterSeconds: z.number().optional(),
      reason: z.string().optional(),
    }),
  }),
]);

const ATTEMPTS = 3;
const PAUSE_BETWEEN_ATTEMPTS_MS = 150;

export interface SendDependencies {
  sendMessage(message: unknown): Promise<unknown>;
  wait(milliseconds: number): Promise<void>;
}

/**
 * Sends a message from one of our own pages to the background and returns its answer. A worker killed in the middle
 * makes the browser reject ("Receiving end does not exist", "message channel closed"): then the message is sent again,
 * three times in all; every message of ours may arrive twice. Throws `AppError` with the background's code.
 */
export function createSend({ sendMessage, wait }: SendDependencies) {
  return async <Name extends ExtensionMessageName>(name: Name, request: Request<Name>): Promise<Response<Name>> => {
    const reply = replySchema.safeParse(await sendAgainIfLost({ name, request }));
    if (!reply.success) throw new AppError('UNEXPECTED');
    if (!reply.data.ok) throw new AppError(reply.data.code, reply.data.details);
    return reply.data.value as Response<Name>;
  };

  async function sendAgainIfLost(message: unknown): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sendMessage(message);
      } catch (cause) {
        if (attempt === ATTEMPTS) throw new AppError('UNEXPECTED', {}, { cause });
        await wait(PAUSE_BETWEEN_ATTEMPTS_MS);
      }
    }
  }
}

export const send = createSend({
  sendMessage: (message) => browser.runtime.sendMessage(message),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});
