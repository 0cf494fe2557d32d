import { createExtractiveAnswerer } from '../../chatkit/answerers/extractive';
import { createIndexedDbStore } from '../../chatkit/server/idb-store';
import { createChatKitServer } from '../../chatkit/server/server';
import { toResponse } from '../../chatkit/server/sse';
import { type ApiFetchParts, readRequest, whenClosed } from './adapter';
import { DEVICE_DATABASE } from './device-database';

/** Owner of these threads: whoever uses this browser profile. */
export const DEVICE_SUBJECT = 'local';

/**
 * The `api.fetch` of *On this device* (DESIGN.md 12): the same server as a back end's, in this document, over IndexedDB
 * and with the extractive answerer. No request is made; nothing leaves the browser. Shapes and reports requests as
 * `createApiFetch` does.
 */
export function createDeviceFetch({
  shape,
  onActivity,
}: Pick<ApiFetchParts, 'shape' | 'onActivity'>): typeof globalThis.fetch {
  const server = createChatKitServer({
    store: createIndexedDbStore(DEVICE_DATABASE),
    answerer: createExtractiveAnswerer(),
  });
  return async (_input, init) => {
    const request = shape(readRequest(init?.body));
    onActivity?.('sent', request);
    const over = () => onActivity?.('over', request);
    try {
      const answer = await server.handle(request, {
        subject: DEVICE_SUBJECT,
        ...(init?.signal ? { signal: init.signal } : {}),
      });
      const response = toResponse(answer);
      if (answer.kind === 'json' || response.body === null) {
        over();
        return response;
      }
      onActivity?.('answering', request);
      return new Response(whenClosed(response.body, over), { headers: response.headers });
    } catch (error) {
      over();
      throw error;
    }
  };
}
