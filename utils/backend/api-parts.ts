import type { Connection } from '../connection/schema';

/** A request of the ChatKit protocol. */
export interface ApiRequest {
  type: string;
  params: Record<string, unknown>;
  metadata?: Record<string, unknown> | undefined;
}

/** How far a request is: it left, its answer is read, it is over (`utils/backend/reported-fetch.ts`). */
export type OnActivity = (phase: 'sent' | 'answering' | 'over', request: ApiRequest) => void;

/** What the `api.fetch` of a connection needs. */
export interface ApiFetchParts {
  connection: Connection;
  fetch: typeof globalThis.fetch;
  /** Null when the connection needs none; `rejected` forces a new one (`utils/backend/reader.ts`). */
  getToken: (rejected?: string) => Promise<string | null>;
  /** Whether the browser lets us reach these match patterns. */
  hasPermission: (patterns: string[]) => Promise<boolean>;
  /** False only when the browser is sure to be offline. */
  online: () => boolean;
  /** The name a nameless reader's history is kept under (`utils/backend/visitor.ts`), for the kinds that want one. */
  visitor?: () => Promise<string>;
  /** Puts the card into a request (`utils/panel/shape-request.ts`), once per request. */
  shape: (request: ApiRequest) => ApiRequest;
  onActivity?: OnActivity;
  timeoutMs?: number;
}

/** The answer to one request; made again only after a 401, with a new token: the server then has done nothing yet. */
export async function askWithToken(
  token: string | null,
  getToken: ApiFetchParts['getToken'],
  ask: (token: string | null) => Promise<Response>,
): Promise<Response> {
  const response = await ask(token);
  if (response.status !== 401 || token === null) return response;
  await response.body?.cancel();
  return ask(await getToken(token));
}

/** Cookies are sent only when the connection signs in with them, and only to the exact origin of its API. */
export function sendsCookies({ auth, apiUrl }: Pick<Connection, 'auth' | 'apiUrl'>, url: string): boolean {
  return auth === 'cookie' && isApiOrigin({ apiUrl }, url);
}

/** Whether an address is one of the connection's API itself. */
export const isApiOrigin = ({ apiUrl }: Pick<Connection, 'apiUrl'>, url: string) =>
  new URL(url).origin === new URL(apiUrl).origin;
