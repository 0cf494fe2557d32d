import type { Answerer, Store } from './types';
import type { AttachmentRules } from './uploads';

/** What is known besides a request that is answered with JSON. */
export interface JsonContext {
  store: Store;
  subject: string;
  answerer: Answerer;
  attachments: AttachmentRules | undefined;
  /** Address of this server as the client knows it. */
  base: string;
  newId(prefix: string): string;
  /** ISO 8601. */
  timestamp(): string;
  /** Aborted when the client has left. */
  signal: AbortSignal;
  /** Stops the thread's running answers and waits until they are stored. */
  clearThread(threadId: string): Promise<void>;
}
