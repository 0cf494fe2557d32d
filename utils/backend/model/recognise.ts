import { modelLabel, type ModelSettings } from '../../connection/model-settings';
import { AppError } from '../../shared/errors';
import type { ConnectionDraft } from '../descriptor';
import type { DetectionStep } from '../detection/step';
import { fetchAnswer, type Network } from '../fetch-json';
import { apiBases, rootOf } from './api-bases';
import { type Door, knockAtModel } from './knock';
import { firstModel, listModels, type ListedModels } from './list';

/** A server with chat completions, told by its list of models and by how it takes a question. */
export const modelServer: DetectionStep = async (address, context) => {
  const { bases, isExplicit } = apiBases(address);
  for (const base of bases) {
    const server = await modelServerAt(base, isExplicit, context);
    if (server === undefined) continue;
    if (server.draft.auth !== 'key' && server.models.length === 0)
      throw new AppError('MODEL_MISSING', { host: new URL(base).host, reason: 'none' });
    return { outcome: 'found', draft: server.draft };
  }
  return null;
};

/** A model server as it was found, with the first of its models as the one that answers. */
export interface FoundServer {
  draft: ConnectionDraft;
  /** Empty where none is loaded, or where the list is shown to who has a key. */
  models: string[];
}

/**
 * What answers at an address of the API; undefined where it is no model server.
 *
 * @param isExplicit the address is one of such a server, so that a refusal there is one of its own
 */
export async function modelServerAt(
  base: string,
  isExplicit: boolean,
  context: SearchContext,
): Promise<FoundServer | undefined> {
  const listed = await readList(base, isExplicit, context);
  if (listed === undefined) return undefined;
  const door = listed === 'locked' ? 'key' : await knockAtModel(base, context, context.signal);
  if (door === 'none') return undefined;
  if (listed === 'locked') return { draft: draftOf(base, undefined, door), models: [] };
  return { draft: draftOf(base, listed, door), models: listed.models.map(({ id }) => id) };
}

type SearchContext = Network & { signal?: AbortSignal };

/** Undefined: no list there. `locked`: it is shown to who has a key. */
async function readList(
  base: string,
  isExplicit: boolean,
  context: SearchContext,
): Promise<ListedModels | 'locked' | undefined> {
  try {
    return await listModels(base, context, context.signal);
  } catch (error) {
    if (!(error instanceof AppError) || ['OFFLINE', 'UNREACHABLE', 'TOO_MANY'].includes(error.code)) throw error;
    // Google's says 400 of a key that is missing.
    const isRefusal = error.code === 'SIGN_IN' || (isExplicit && ['FORBIDDEN', 'BAD_REQUEST'].includes(error.code));
    // Elsewhere a 401 may be any application's: it is a model server's where chat completions refuse too, and not everything.
    const isOne = isRefusal && (isExplicit || (await refusesQuestionsAlone(base, context)));
    return isOne ? 'locked' : undefined;
  }
}

async function refusesQuestionsAlone(base: string, context: SearchContext): Promise<boolean> {
  if ((await knockAtModel(base, context, context.signal)) !== 'key') return false;
  const init = context.signal ? { signal: context.signal } : {};
  const nothing = await fetchAnswer(`${rootOf(base)}/docent-asks-for-nothing`, init, context);
  await nothing.body?.cancel();
  return nothing.status !== 401;
}

/** The connection to a model server as it was found; the reader may choose another of its models. */
export function draftOf(base: string, listed: ListedModels | undefined, door: Door): ConnectionDraft {
  const { host, origin } = new URL(base);
  const name = listed && firstModel(listed.models);
  const server = listed?.server ?? 'other';
  const refusesUs = door === 'origin' && server === 'ollama';
  const model: ModelSettings = {
    ...(name !== undefined && { name }),
    server,
    ...(refusesUs && { withoutOrigin: true }),
  };
  return {
    name: (name === undefined ? host : modelLabel(name)).slice(0, 60),
    kind: 'model',
    apiUrl: base,
    origins: [origin],
    auth: door === 'key' || (door === 'origin' && !refusesUs) ? 'key' : 'none',
    view: 'packaged',
    model,
    sites: [],
    presentation: MODEL_PRESENTATION,
  };
}

/** Passage and page go into the prompt as Markdown; what has no room there is left out, and said. */
export const MODEL_PRESENTATION: ConnectionDraft['presentation'] = {
  modes: ['passage', 'section', 'page'],
  accepts: ['page', 'markdown'],
};
