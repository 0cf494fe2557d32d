import { type ApiFetchParts, createApiFetch, readRequest } from '../adapter';
import { createHeldFiles } from '../held-files';

/**
 * The `api.fetch` of a back end that speaks the ChatKit protocol. What the reader attaches stays here until the question
 * leaves that it belongs to (`held-files.ts`): the chat would upload a file as soon as it is chosen.
 */
export function createChatKitFetch(parts: ApiFetchParts): typeof globalThis.fetch {
  if (!parts.connection.presentation.attachments) return createApiFetch(parts);
  // Requests about a file hold nothing of the card, and are no question.
  const { onActivity: _, ...quiet } = parts;
  const files = createHeldFiles(createApiFetch({ ...quiet, shape: (request) => request }), () => crypto.randomUUID());
  const fetchApi = createApiFetch(parts, { prepare: files.send });
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (init?.body instanceof Blob) return files.fill(url, init.body);
    return (await files.answer(readRequest(init?.body), url)) ?? fetchApi(input, init);
  };
}
