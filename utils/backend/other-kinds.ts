import type { ApiFetchParts } from './api-parts';

type CreateFetch = (parts: ApiFetchParts) => Promise<typeof globalThis.fetch>;

const plain: CreateFetch = async (parts) => (await import('./plain/kept-here')).createKeptFetch(parts);

/** Kinds whose adapter is found here; each comes with the first request of its own. */
const kinds: Readonly<Record<string, CreateFetch>> = {
  device: async (parts) => (await import('./device')).createDeviceFetch(parts),
  'browser-model': async (parts) => (await import('./browser-model/fetch')).createBrowserModelFetch(parts),
  model: async (parts) => (await import('./model/kept-here')).createKeptModelFetch(parts),
  orcheo: async (parts) => (await import('./kinds/orcheo-fetch')).createOrcheoFetch(parts),
  'chat-json': plain,
  'chat-sse': plain,
};

/** The `api.fetch` of a connection of one of these kinds. */
export function createOtherFetch(parts: ApiFetchParts): Promise<typeof globalThis.fetch> {
  const create = kinds[parts.connection.kind];
  if (!create) throw new Error('This kind has no adapter here.');
  return create(parts);
}
