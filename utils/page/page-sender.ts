import type { ErrorCode } from '../shared/errors';
import type { PageMessageName, Request, Response } from '../shared/messages';
import type { PageRuntime } from '../shared/page-runtime';

export type PageReply<N extends PageMessageName> = { ok: true; value: Response<N> } | { ok: false; code: ErrorCode };

/**
 * Sends to the background within the same tick (Chrome opens its panel only then). Never throws or rejects: without an
 * answer the code is `UNEXPECTED`. `sendMessage` of an orphan throws at once, "Extension context invalidated".
 */
export async function sendFromPage<N extends PageMessageName>(
  runtime: PageRuntime,
  name: N,
  request: Request<N>,
): Promise<PageReply<N>> {
  try {
    const reply = (await runtime.sendMessage({ name, request })) as PageReply<N> | undefined;
    return reply ?? { ok: false, code: 'UNEXPECTED' };
  } catch {
    return { ok: false, code: 'UNEXPECTED' };
  }
}
