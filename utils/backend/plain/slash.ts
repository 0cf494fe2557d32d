import { JSON_TIMEOUT_MS } from '../../../chatkit/client/limits';
import { AppError } from '../../shared/errors';
import { isMoved } from '../status-errors';
import { privateRequest, type Network } from '../fetch-json';
import { hostOf } from '../../connection/origins';
import { toggledSlash, withUser } from './call';

/**
 * Looks whether somebody is at the chat's address without asking anything of it: a GET, which a chat refuses (405) or
 * ignores. FastAPI answers `/chat` with a redirect where the route is `/chat/`, and the other way round; a redirect is
 * never followed with a question, so the right form is found here and kept.
 *
 * @returns the address as the server has it. Throws `AppError`: OFFLINE, UNREACHABLE, MOVED, NOT_FOUND.
 */
export async function settleSlash(apiUrl: string, network: Network & { signal?: AbortSignal }): Promise<string> {
  const host = hostOf(apiUrl);
  const first = await look(apiUrl, network);
  if (first !== 'moved') {
    if (first === 'missing') throw new AppError('NOT_FOUND', { host });
    return apiUrl;
  }
  const other = toggledSlash(apiUrl);
  if ((await look(other, network)) !== 'there') throw new AppError('MOVED', { host });
  return other;
}

async function look(
  address: string,
  { fetch, online, timeoutMs = JSON_TIMEOUT_MS, signal }: Network & { signal?: AbortSignal },
): Promise<'there' | 'moved' | 'missing'> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(withUser(address, 'me', null), {
      ...privateRequest,
      redirect: 'manual',
      method: 'GET',
      headers: { accept: 'application/json' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    await response.body?.cancel();
    if (isMoved(response)) return 'moved';
    return response.status === 404 ? 'missing' : 'there';
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new AppError(online() ? 'UNREACHABLE' : 'OFFLINE', { host: hostOf(address) }, { cause });
  }
}
