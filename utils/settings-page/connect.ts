import browser from 'webextension-polyfill';
import { FIRST_ANSWER_TIMEOUT_MS } from '../../chatkit/client/limits';
import type { ConnectServices, TypedKey } from './connect-services';
import { createConnectionFetch } from '../backend/api-fetch';
import { detect } from '../backend/detect';
import { askForFirstWord } from '../backend/first-word';
import { threadsRequest } from '../backend/list-threads';
import { orcheoBase } from '../backend/kinds/orcheo-address';
import { isOrcheoWorkflowId } from '../backend/kinds/orcheo-reference';
import { publicSignIn, readPublicWorkflow } from '../backend/kinds/orcheo-workflow';
import { isModelForbidden } from '../backend/model/allowed';
import { settleModel } from '../backend/model/choose';
import { createModelRequests } from '../backend/model/fetch';
import { listModels } from '../backend/model/list';
import { LOCAL_ORIGIN, lookHere } from '../backend/model/look-here';
import { withScopes } from '../settings/consent-scopes';
import { goesWithoutOrigin } from '../connection/origin-rule';
import { originPattern, originPatterns } from '../connection/origins';
import type { Connection } from '../connection/schema';
import { deleteKept } from '../backend/plain/kept-here';
import {
  getConnection,
  listConnections,
  listPendingConnections,
  removeConnection,
  saveConnection,
} from '../backend/store';
import { newCode } from '../backend/test-passage';
import { testConnection, type TestDependencies, type TestLine } from '../backend/test-connection';
import { AppError, KEYS_FORBIDDEN, MODELS_FORBIDDEN } from '../shared/errors';
import { send } from '../shared/send';
import { isForbidden } from '../settings/forbidden';
import { readSettings, updateSettings } from '../settings/store';
import { hasConsent } from '../settings/schema';
import { t } from '../shared/strings';
import { createTokenReader } from '../backend/reader';
import { tokenKey, tokenRecordSchema } from '../backend/record';
import { secretDisk } from '../backend/secret-disk';
import { ownVisitor } from '../backend/own-visitor';
import { inheritVisitor } from '../backend/visitor';
import { forgetWaysOf } from '../shared/ways-back';
import { covers } from '../shared/self-check';
import { allow, giveBack } from './access';
import { connectionAfterTest, defaultAfterRemoval, nextDefault } from './kept-connections';

const tokens = createTokenReader({ session: browser.storage.session, send, now: Date.now });
const network = {
  fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
  online: () => navigator.onLine,
  timeoutMs: FIRST_ANSWER_TIMEOUT_MS,
};
const isAllowed = (origin: string) => browser.permissions.contains({ origins: [originPattern(origin)] });
/** Held while a connection is being tested, so that no other page takes it for a leftover. */
const lockOf = (id: string) => `docent-connecting:${id}`;

/** @param granted what the browser has granted now, without waiting: asking must happen in the tick of the press */
export function createConnectServices(granted: () => readonly string[]): ConnectServices {
  /** Patterns that were not granted before this page asked for them. */
  const asked = new Set<string>();
  return {
    allowOrigins(origins, auth) {
      const patterns = originPatterns(origins);
      for (const pattern of patterns) if (!covers(granted(), pattern.replace(/\*$/, ''))) asked.add(pattern);
      const wantsWindow = auth === 'oidc' && !import.meta.env.FIREFOX;
      return patterns.length === 0 && !wantsWindow
        ? Promise.resolve(true)
        : allow(patterns, 'reach', wantsWindow ? ['identity'] : []);
    },

    async giveUnusedBack() {
      const unused = [...asked];
      asked.clear();
      if (unused.length > 0) await giveBack(unused);
    },

    async detect(address, signal) {
      await requireConsent();
      const detection = await detect(address, { ...network, allowed: isAllowed, signal });
      if (detection.outcome !== 'form') await requireAllowed(detection.draft);
      return detection;
    },

    async lookHere(signal) {
      await requireConsent();
      if (isForbidden((await readSettings()).policy, 'modelsHere'))
        throw new AppError('FORBIDDEN', { reason: MODELS_FORBIDDEN });
      if (!(await isAllowed(LOCAL_ORIGIN)))
        throw new AppError('NEEDS_PERMISSION', { host: new URL(LOCAL_ORIGIN).host });
      return lookHere(network, signal);
    },

    async missingConsent({ kind }) {
      return kind === 'model' && !hasConsent((await readSettings()).settings, 'models') ? ['models'] : [];
    },

    async agree(scopes) {
      await updateSettings(({ consent }) => ({ consent: withScopes(consent, scopes, Date.now()) }));
      await send('settingsChanged', {});
    },

    async modelsOf(connection) {
      const { models } = await listModels(connection.apiUrl, { ...network, fetch: modelRequests(connection) });
      return models.map(({ id }) => id);
    },

    async missingOrigins(origins) {
      const allowed = await Promise.all(origins.map(isAllowed));
      return origins.filter((_origin, index) => !allowed[index]);
    },

    connect: (draft, key, onLines, signal, enough) => {
      const user = draft.kind === 'openai-hosted' ? { user: crypto.randomUUID() } : {};
      const pending: Connection = { ...user, ...draft, id: crypto.randomUUID(), pending: true };
      return navigator.locks.request(lockOf(pending.id), async () => {
        await saveConnection(pending);
        if (goesWithoutOrigin(pending)) await send('settingsChanged', {});
        try {
          const result = await runTest(pending, key, onLines, signal, enough);
          signal.throwIfAborted();
          if (!result.passed) await discard(pending.id);
          return { ...result, replaced: result.passed && (await keep(result.connection)) };
        } catch (error) {
          await discard(pending.id);
          throw error;
        }
      });
    },

    test: runTest,

    async confirmOrigins(connection, origins) {
      const wanted = [...new Set([...connection.origins, ...origins])];
      if (!(await allow(originPatterns(wanted), 'reach'))) return null;
      const confirmed = { ...connection, origins: wanted };
      if (origins.length > 0) await follow(confirmed);
      return confirmed;
    },

    async setWorkflow(connection, workflow) {
      const named = isOrcheoWorkflowId(workflow) ? workflow.toLowerCase() : workflow;
      const published = await readPublicWorkflow(orcheoBase(connection.apiUrl), named, network).catch(
        (error: unknown) => {
          // A private workflow says nothing of itself, and its id is all that is needed.
          if (isOrcheoWorkflowId(named) && error instanceof AppError) return undefined;
          throw error;
        },
      );
      // Without a token address a reader is nobody, or whom the cookies name: the workflow decides.
      const signIn = published && connection.tokenUrl === undefined ? publicSignIn(published) : {};
      // A token is bound to its workflow (`bindingOf`): the background drops the old one.
      await follow({ ...connection, ...signIn, workflow: published?.id ?? named });
    },

    change: (connection) => follow(connection),
    signOut: async (id) => void (await send('signOut', { connectionId: id })),

    async remove(id) {
      const removed = await getConnection(id);
      await discard(id);
      await forgetWaysOf(id);
      if (removed) await deleteKept(removed);
      const { settings } = await readSettings();
      const next = defaultAfterRemoval(settings.defaultConnectionId, id, await listConnections());
      if (next !== settings.defaultConnectionId) await updateSettings({ defaultConnectionId: next });
      await giveBack(originPatterns(removed?.origins ?? []));
    },

    async makeDefault(id) {
      await updateSettings({ defaultConnectionId: id });
      await send('settingsChanged', {});
    },
  };
}

/** Connections whose page was closed in the middle of the test: nothing is kept half. */
export async function sweepPending(): Promise<void> {
  for (const id of await listPendingConnections()) {
    await navigator.locks.request(lockOf(id), { ifAvailable: true }, (lock) => lock && discard(id));
  }
}

const modelRequests = (connection: Connection, fetch = network.fetch) =>
  createModelRequests({ connection, fetch, getToken: (rejected) => tokens.get(connection, rejected) });

function runTest(
  connection: Connection,
  key: TypedKey | undefined,
  onLines: (lines: TestLine[]) => void,
  signal: AbortSignal,
  enough?: AbortSignal,
) {
  const fetchOf = (target: Connection, fetch = network.fetch) =>
    createConnectionFetch({
      connection: target,
      ...network,
      fetch,
      getToken: (rejected) => tokens.get(target, rejected),
      visitor: () => ownVisitor(target),
      hasPermission: (origins) => browser.permissions.contains({ origins }),
      shape: (request) => request,
    });
  const dependencies: TestDependencies = {
    ...network,
    allowed: isAllowed,
    now: Date.now,
    signal,
    follow,
    signIn: (target) => signIn(target, key),
    async list(target, fetch) {
      const answer = await fetchOf(target, fetch)(target.apiUrl, { ...threadsRequest(), signal });
      await answer.body?.cancel();
    },
    chooseModel: (target, fetch) => settleModel(target, { ...network, fetch: modelRequests(target, fetch) }, signal),
    ...(enough && { enough }),
    firstWord: (target, waiting) =>
      askForFirstWord({
        apiUrl: target.apiUrl,
        apiFetch: fetchOf(target),
        question: t('testQuestion'),
        code: newCode((bytes) => crypto.getRandomValues(bytes)),
        locale: browser.i18n.getUILanguage(),
        verify: target.kind !== 'orcheo',
        signal: waiting,
      }),
  };
  return requireConsent()
    .then(() => requireAllowed(connection))
    .then(() => testConnection(connection, dependencies, onLines));
}

async function signIn(connection: Connection, key: TypedKey | undefined) {
  if (key) await send('signIn', { connectionId: connection.id, key: key.key, remember: key.remember });
  if ((await tokenOf(connection)) === null) return null;
  const name = tokenKey(connection.id);
  const { data } = tokenRecordSchema.safeParse((await browser.storage.session.get(name))[name]);
  return { ...(typeof data?.expiresAt === 'number' && { expiresAt: data.expiresAt }) };
}

/** A login that is missing or over is made anew: the reader has pressed the button that says so. */
async function tokenOf(connection: Connection): Promise<string | null> {
  try {
    return await tokens.get(connection);
  } catch (error) {
    if (connection.auth !== 'oidc' || !(error instanceof AppError) || error.code !== 'SIGN_IN') throw error;
    await send('signIn', { connectionId: connection.id, remember: false });
    return tokens.get(connection);
  }
}

/** A policy's connection is the policy's: what its descriptor says is used for the test, not kept. */
async function follow(connection: Connection): Promise<void> {
  if (connection.managed) return;
  await saveConnection(connection);
  await send('settingsChanged', {});
}

/** Keeps a tested connection; one to the same address gives way to it. True when there was one. */
async function keep(tested: Connection): Promise<boolean> {
  const { connection, replaced } = connectionAfterTest(tested, await listConnections());
  if (replaced) await inheritVisitor(secretDisk, replaced, connection);
  await saveConnection(connection);
  const { settings } = await readSettings();
  const next = nextDefault(settings.defaultConnectionId, connection.id, replaced?.id);
  if (next !== settings.defaultConnectionId) await updateSettings({ defaultConnectionId: next });
  if (replaced) {
    await discard(replaced.id);
    await giveBack(originPatterns(replaced.origins));
  }
  await send('settingsChanged', {});
  return replaced !== undefined;
}

async function discard(id: string): Promise<void> {
  const discarded = await getConnection(id);
  await send('signOut', { connectionId: id });
  await removeConnection(id);
  if (discarded && goesWithoutOrigin(discarded)) await send('settingsChanged', {});
}

/** No key is asked for that the organisation forbids; the background takes none either. */
async function requireAllowed(connection: Pick<Connection, 'auth' | 'kind' | 'apiUrl' | 'model'>): Promise<void> {
  const effective = await readSettings();
  if (isModelForbidden(connection, effective)) throw new AppError('FORBIDDEN', { reason: MODELS_FORBIDDEN });
  if (connection.auth !== 'key' || !isForbidden(effective.policy, 'keys')) return;
  throw new AppError('FORBIDDEN', { reason: KEYS_FORBIDDEN });
}

/** Before consent no request leaves (promise 7). */
async function requireConsent(): Promise<void> {
  if (!hasConsent((await readSettings()).settings)) throw new AppError('NO_CONSENT');
}
