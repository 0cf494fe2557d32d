import { AppError } from '../shared/errors';
import { type ApiFetchParts, askWithToken, isApiOrigin, sendsCookies } from './api-parts';
import { isMoved } from './status-errors';
import { errorForStatus, privateRequest } from './fetch-json';
import { hostOf, originPatterns } from '../connection/origins';

/**
 * Sends a file that the reader attached to where the back end asked for it, on one of the connection's own origins. The
 * token goes to the origin of the API alone; as long as the reader waits there is no time limit, since lines differ.
 * Repeated only after a 401, as any request.
 */
export async function sendUpload(
  url: string,
  init: RequestInit & { body: Blob | FormData },
  parts: ApiFetchParts,
): Promise<Response> {
  const { connection, getToken, hasPermission, online } = parts;
  const { origin } = new URL(url);
  const host = hostOf(url);
  const isApi = isApiOrigin(connection, url);
  const [token, allowed] = await Promise.all([isApi ? getToken() : null, hasPermission(originPatterns([origin]))]);
  if (!allowed) throw new AppError('NEEDS_PERMISSION', { host });
  const call = async (bearer: string | null) => {
    const headers = new Headers(init.headers);
    if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`);
    try {
      return await parts.fetch(url, {
        ...privateRequest,
        redirect: 'manual',
        credentials: sendsCookies(connection, url) ? 'include' : 'omit',
        method: init.method === 'PUT' ? 'PUT' : 'POST',
        headers,
        body: init.body,
        ...(init.signal && { signal: init.signal }),
      });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new AppError(online() ? 'UNREACHABLE' : 'OFFLINE', { host }, { cause });
    }
  };
  const response = await askWithToken(token, getToken, call);
  const moved = isMoved(response);
  if (!moved && response.ok) return response;
  await response.body?.cancel();
  throw moved ? new AppError('MOVED', { host }) : errorForStatus(response, host);
}
