import { createCompletionsModel } from '../../../chatkit/answerers/completions/model';
import { createModelAnswerer } from '../../../chatkit/answerers/model/answerer';
import { createChatKitServer } from '../../../chatkit/server/server';
import { toResponse } from '../../../chatkit/server/sse';
import type { Answerer, Store } from '../../../chatkit/server/types';
import { modelPlace } from '../../connection/model-settings';
import { hostOf, originPatterns } from '../../connection/origins';
import { AppError } from '../../shared/errors';
import { type ApiFetchParts } from '../api-parts';
import { privateRequest } from '../fetch-json';
import { subjectOf } from '../plain/subject';
import { createReportedFetch, isStreaming } from '../reported-fetch';
import { listWithKey } from './choose';
import { hasModel } from './list';
import { knockAtModel } from './knock';

export interface ModelFetchParts extends ApiFetchParts {
  store: Store;
  /** Keeps the words of an answer as they come: it ends with the panel. */
  keeping: (answerer: Answerer) => Answerer;
  /** Puts what closed panels left into its conversations. */
  restore: () => Promise<void>;
  /** Rejects where the reader has not agreed to models, or a policy forbids this one. */
  requireAllowed: () => Promise<void>;
}

/** A large model that is read from a disk, or a long page on a slow computer: minutes, and no error. */
const FIRST_TOKEN_HERE_MS = 600_000;

/**
 * The `api.fetch` of a model server: the ChatKit server of *On this device*, in this document and over IndexedDB, with the
 * model answering. Before each question it is asked whether the model is there, so that a program that was closed costs
 * nobody a question: nothing is stored and nothing of a page leaves until then.
 */
export function createModelFetch({
  store,
  keeping,
  restore,
  requireAllowed,
  ...parts
}: ModelFetchParts): typeof globalThis.fetch {
  const { connection } = parts;
  const { apiUrl, model } = connection;
  const place = modelPlace(connection);
  const ask = createModelRequests(parts);
  const server = createChatKitServer({
    store,
    answerer: keeping(
      createModelAnswerer({
        model: createCompletionsModel({ fetch: ask, baseURL: apiUrl, apiKey: undefined, model: model?.name ?? '' }),
        namesFailures: true,
        ...(place !== 'internet' && { firstTokenMs: FIRST_TOKEN_HERE_MS }),
      }),
    ),
  });

  let restored: Promise<void> | undefined;
  return createReportedFetch(parts, async (request, { language, signal }) => {
    await (restored ??= restore());
    if (isStreaming(request)) await requireModel(signal);
    const context = {
      subject: subjectOf(connection),
      ...(language !== null && { language }),
      ...(signal && { signal }),
    };
    return toResponse(await server.handle(request, context));
  });

  async function requireModel(signal: AbortSignal | undefined): Promise<void> {
    const host = hostOf(apiUrl);
    await requireAllowed();
    if (!(await parts.hasPermission(originPatterns(connection.origins))))
      throw new AppError('NEEDS_PERMISSION', { host });
    await parts.getToken();
    const { name } = model ?? {};
    if (name === undefined) throw new AppError('MODEL_MISSING', { host });
    // A service elsewhere is there, its list is long, and it says itself what it does not have.
    if (place === 'internet') return;
    const network = { fetch: ask, online: () => true };
    const listed = await listWithKey(connection, network, signal).catch((error: unknown) => {
      throw error instanceof AppError && error.code === 'UNREACHABLE'
        ? new AppError('UNREACHABLE', { host, reason: 'model' }, { cause: error })
        : error;
    });
    if (!hasModel(listed, name)) throw new AppError('MODEL_MISSING', { host });
    if (listed.server === 'ollama' && (await knockAtModel(apiUrl, network, signal)) === 'origin')
      throw new AppError('MODEL_ORIGIN', { host });
  }
}

/** Requests to the connection's own origins alone, without cookies, with its key where it has one. */
export function createModelRequests({
  connection,
  fetch,
  getToken,
}: Pick<ApiFetchParts, 'connection' | 'fetch' | 'getToken'>): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!connection.origins.includes(new URL(url).origin)) throw new AppError('BAD_ADDRESS', { host: hostOf(url) });
    const token = await getToken();
    const headers = new Headers(init?.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    return fetch(url, { ...privateRequest, ...init, headers });
  };
}
