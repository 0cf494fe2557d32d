import { createExtractiveAnswerer, loadExtractiveStrings } from '../../chatkit/answerers/extractive';
import { createIndexedDbStore } from '../../chatkit/server/idb-store';
import { createChatKitServer } from '../../chatkit/server/server';
import { toResponse } from '../../chatkit/server/sse';
import type { ApiFetchParts } from './api-parts';
import { languageModel } from './browser-model/global';
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
  let hasLooked = languageModel() === undefined;
  return createReportedFetch(parts, async (request, { language, signal }) => {
    // The reader may have pressed for the browser's model in a page that is closed since: from when it has come it is
    // one of those who answer. This conversation stays here.
    if (!hasLooked) void lookForModel(language ?? 'en').catch(() => undefined);
    hasLooked = true;
    return toResponse(
      await server.handle(request, {
        subject: DEVICE_SUBJECT,
        ...(language !== null && { language }),
        ...(signal && { signal }),
      }),
    );
  });
}

const lookForModel = async (language: string) => (await import('./browser-model/own-offer')).ownOffer(language);
