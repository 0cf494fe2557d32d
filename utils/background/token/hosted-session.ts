import type { Connection } from '../../connection/schema';
import { AppError } from '../../shared/errors';
import { errorOfStatus } from '../../backend/status-errors';

type Hosted = Pick<Connection, 'sessions' | 'workflow' | 'user'>;

/**
 * What a service that makes OpenAI-hosted sessions is asked with (docs/backends.md, contracts 3, 8). chatkit-link
 * refuses a request without `api_key` and takes an empty one for its server's own: no key of OpenAI is ever in the
 * browser. Without `user_id` it makes a new user at every call, and the history would be gone.
 */
export function hostedSessionBody({ sessions, workflow, user }: Hosted, reader: string | undefined): object {
  switch (sessions) {
    case 'chatkit-link':
      return { workflow_id: workflow, api_key: '', user_id: user };
    case 'starter':
      return { workflow: { id: workflow } };
    default:
      return reader === undefined ? {} : { reader };
  }
}

/** Longest refusal that is read, and only to find the status in it. */
const MAX_CHARACTERS = 4_000;

/**
 * The refusal of a session. chatkit-link answers every one of OpenAI's with a 400 whose text begins with the status that
 * OpenAI gave; the starter app passes that status on. Either way a 401 is the server's key and not the reader's, whom a
 * sign-in would not help.
 */
export async function hostedError(response: Response, host: string, keyed: boolean, now: number): Promise<AppError> {
  const { status, headers } = response;
  const retryAfter = headers.get('Retry-After');
  const upstream = status === 400 ? upstreamStatus(await readSome(response)) : undefined;
  if (upstream === undefined) await response.body?.cancel().catch(() => undefined);
  const meant = upstream ?? status;
  if (meant === 401 && (upstream !== undefined || !keyed)) {
    return new AppError('FORBIDDEN', { host, status: meant, reason: 'serverKey' });
  }
  return errorOfStatus(meant, host, retryAfter, now);
}

/** `Failed to create session: 429: OpenAI API error: …` */
export function upstreamStatus(text: string): number | undefined {
  const found = /Failed to create session: ([45]\d\d)\b/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

async function readSome(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (reader && text.length < MAX_CHARACTERS) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await reader?.cancel();
  } catch {
    // A refusal cut short is still a refusal.
  }
  return text.slice(0, MAX_CHARACTERS);
}
