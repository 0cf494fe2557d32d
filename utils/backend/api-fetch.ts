import { HAS_OPENAI_VIEW } from '../shared/build-flags';
import { AppError } from '../shared/errors';
import type { ApiFetchParts } from './api-parts';
import { lazyFetch } from './lazy-fetch';
import { mayHoldPassages } from '../connection/passage-way';
import type { ConnectionKind } from '../connection/schema';

/** Makes the `api.fetch` of one kind of back end: requests of the ChatKit protocol in, its answers out. */
export type CreateKindFetch = (parts: ApiFetchParts) => typeof globalThis.fetch;

/**
 * One adapter per kind. Every adapter is given the shaped request, with the passage as `quoted_text` and
 * `metadata.docent` (`utils/panel/shape-request.ts`), and puts it into its back end's own form. Its code comes with the
 * first request: a panel that nobody answers yet, or that the device answers, needs none of it. What most panels never
 * speak is not even named here (`other-kinds.ts`).
 */
const other: CreateKindFetch = (parts) =>
  lazyFetch(async () => (await import('./other-kinds')).createOtherFetch(parts));
const kinds: Partial<Record<ConnectionKind, CreateKindFetch>> & { chatkit: CreateKindFetch } = {
  device: other,
  'browser-model': other,
  chatkit: (parts) =>
    lazyFetch(async () => {
      const create = parts.connection.presentation.attachments
        ? (await import('./held-files')).createFilesFetch
        : (await import('./adapter')).createApiFetch;
      return mayHoldPassages(parts.connection)
        ? (await import('./passage-in-message')).createPassageFetch(parts, create)
        : create(parts);
    }),
  orcheo: other,
  model: other,
  'chat-json': other,
  'chat-sse': other,
  ...(HAS_OPENAI_VIEW && { 'openai-hosted': () => onlyInOpenAiView }),
};

/**
 * A hosted workflow takes messages from OpenAI's own page alone (docs/backends.md, contract 2): nothing leaves from
 * here.
 */
const onlyInOpenAiView: typeof globalThis.fetch = () => Promise.reject(new AppError('VIEW_NEEDED'));

/** Kinds this version can talk to. */
export const speakableKinds: readonly ConnectionKind[] = Object.keys(kinds) as ConnectionKind[];

/** The `api.fetch` of a connection. A kind this version cannot speak is never kept as one (`descriptor.ts`). */
export function createConnectionFetch(parts: ApiFetchParts): typeof globalThis.fetch {
  return (kinds[parts.connection.kind] ?? kinds.chatkit)(parts);
}
