import type { ErrorCode } from '../errors';
import type { PageMessageName, Request, Response } from '../messages';

/** What the page script needs of `chrome.runtime`; the welcome page hands in its own. */
export interface PageRuntime {
  /** Undefined once the extension was reloaded, updated or removed: this script is then an orphan. */
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage?: {
    addListener(listener: (message: unknown) => void): void;
    removeListener(listener: (message: unknown) => void): void;
  };
}

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
