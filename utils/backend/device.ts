import { createExtractiveAnswerer, loadExtractiveStrings } from '../../chatkit/answerers/extractive';
import { createIndexedDbStore } from '../../chatkit/server/idb-store';
import { createChatKitServer } from '../../chatkit/server/server';
import { toResponse } from '../../chatkit/server/sse';
import type { ApiFetchParts } from './api-parts';
import { DEVICE_DATABASE } from './device-database';
import { createReportedFetch } from './reported-fetch';

/** Owner of these threads: whoever uses this browser profile. */
export const DEVICE_SUBJECT = 'local';

/**
 * The `api.fetch` of *On this device* (docs/design.md 12): the same server as a back end's, in this document, over
 * IndexedDB and with the extractive answerer. No request is made; nothing leaves the browser.
 */
export function createDeviceFetch(parts: Pick<ApiFetchParts, 'shape' | 'onActivity'>): typeof globalThis.fetch {
  const server = createChatKitServer({
    store: createIndexedDbStore(DEVICE_DATABASE),
    answerer: createExtractiveAnswerer({ strings: loadExtractiveStrings }),
  });
  return createReportedFetch(parts, async (request, { language, signal }) =>
    toResponse(
      await server.handle(request, {
        subject: DEVICE_SUBJECT,
        ...(language !== null && { language }),
        ...(signal && { signal }),
      }),
    ),
  );
}
