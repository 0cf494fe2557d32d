import { hostOf } from '../../connection/origins';
import type { Connection } from '../../connection/schema';
import { errorNotice } from '../error-code';
import { noticeText } from '../../shared/notices';
import { plainSentence } from '../../shared/plain-sentence';

/** Statuses that OpenAI's chat shows in its own way; every other error becomes 424, which it never retries. */
const statuses: Partial<Record<string, number>> = { TOO_MANY: 429, SIGN_IN: 401, FORBIDDEN: 403, NOT_FOUND: 404 };

/** What OpenAI's chat is told of a failed request: our sentence, never the server's text. */
export function describeAnswerError(error: unknown, connection: Connection): { status: number; message: string } {
  const notice = errorNotice(error);
  if (notice === undefined) return { status: 424, message: '' };
  const { sentence } = noticeText(notice.code, notice.details, hostOf(connection.apiUrl));
  return { status: statuses[notice.code] ?? 424, message: plainSentence(sentence.id, ...sentence.values) };
}
