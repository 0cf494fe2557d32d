import * as z from 'zod';
import { AppError, TOKEN_IN_ADDRESS } from '../../shared/errors';
import { errorForStatus } from '../fetch-json';
import { readJson } from '../read-json';
import { isTokenName } from './openapi';

const validationSchema = z.object({ loc: z.array(z.unknown()), type: z.string() });
const bodySchema = z.object({
  /** FastAPI: a sentence, or a list of what is wrong where. */
  detail: z
    .union([z.string(), z.array(z.unknown())])
    .optional()
    .catch(undefined),
  error: z.object({ code: z.string() }).optional().catch(undefined),
});

/** The server does not know the conversation (any more): it may be begun anew. */
export class SessionGone extends AppError {}

/**
 * What a refusal means to the reader. The body decides only between our own sentences and is never shown: it may repeat
 * the question.
 */
export async function errorOf(response: Response, host: string): Promise<AppError> {
  const byStatus = errorForStatus(response, host);
  const body = bodySchema.safeParse(await readJson(response, host).catch(() => undefined)).data;
  const sentence = typeof body?.detail === 'string' ? body.detail : '';
  const { status } = response;
  if (status === 404 && (body?.error?.code === 'session_not_found' || /session|conversation/i.test(sentence))) {
    return new SessionGone('NOT_FOUND', { host, status });
  }
  if (status === 400 && /selected text too long/i.test(sentence)) return new AppError('TOO_LARGE', { host, status });
  if (status === 422 && Array.isArray(body?.detail)) {
    const issues = body.detail.flatMap((issue) => validationSchema.safeParse(issue).data ?? []);
    const tooLong = issues.find(({ type }) => type === 'string_too_long');
    if (issues.some(isTokenWanted)) return new AppError('BAD_ADDRESS', { host, status, reason: TOKEN_IN_ADDRESS });
    if (tooLong) return tooLongError(host, tooLong.loc.includes('message') ? 'message' : 'passage');
  }
  return byStatus;
}

/** FastAPI misses a token among what stands behind the `?`. */
const isTokenWanted = ({ type, loc: [place, name] }: z.infer<typeof validationSchema>) =>
  type === 'missing' && place === 'query' && isTokenName(String(name));

/** @param what the field that is too long for the server */
export function tooLongError(host: string, what: 'message' | 'passage'): AppError {
  return new AppError('TOO_LARGE', what === 'message' ? { host, reason: 'message' } : { host });
}

/** Codes of an `error` event, or of an error body, of the named-events contract. */
export function errorOfCode(code: string, host: string): AppError {
  switch (code) {
    case 'validation_error':
      return new AppError('BAD_REQUEST', { host });
    case 'session_not_found':
      return new SessionGone('NOT_FOUND', { host });
    case 'rate_limit_exceeded':
      return new AppError('TOO_MANY', { host });
    case 'retrieval_failed':
    case 'generation_failed':
      return new AppError('SERVER', { host, status: 503 });
    default:
      return new AppError('SERVER', { host });
  }
}
