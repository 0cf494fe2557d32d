import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Agent, fetch as undiciFetch } from 'undici';
import { createExtractiveAnswerer, loadExtractiveStrings } from '../chatkit/answerers/extractive';
import type { Answerer } from '../chatkit/server/types';
import { createAnswerGate } from './answer-gate';
import { createApp } from './app';
import { type ProxyEnv, readEnv } from './env';
import { greeting, listeningAddress, readerAddress } from './greeting';
import { buildFrameBundle, type FrameBundle } from './frame/bundle';
import { createLog, describeError } from './log';
import { createOpenAiAnswerer } from './openai-answerer';
import { drain } from './shutdown';
import { describeStartError } from './start-error';
import { keepRetention, openStorage } from './storage';

/** How long requests and answers may go on after SIGTERM. */
const FINISH_WITHIN_MS = 10_000;
const DEFAULT_MODEL = 'gpt-4.1-mini';
/** Against slow clients (P11) and large headers (P10). By default Node checks for slow ones only every 30 s. */
const serverOptions = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};

const readEnvironment = () => readEnv(process.env, (path) => readFileSync(path, 'utf8'));

/** Without the limits of five minutes that undici, and Node's own fetch with it, has by itself: ours are settings. */
const patientDispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const patientFetch = ((url: string, init: object) =>
  undiciFetch(url, { ...init, dispatcher: patientDispatcher })) as unknown as typeof fetch;

function chooseAnswerer(env: ProxyEnv, secret: string): Answerer {
  if (!env.model) return createExtractiveAnswerer({ strings: loadExtractiveStrings });
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL = DEFAULT_MODEL, OPENAI_MAX_TOKENS } = env;
  return createOpenAiAnswerer({
    apiKey: OPENAI_API_KEY,
    baseURL: OPENAI_BASE_URL,
    model: OPENAI_MODEL,
    maxTokens: OPENAI_MAX_TOKENS,
    firstTokenMs: env.firstTokenMs,
    silenceMs: env.OPENAI_SILENCE_SECONDS * 1_000,
    takesImages: env.takesImages,
    contextTokens: env.OPENAI_CONTEXT_TOKENS,
    rules: env.OPENAI_RULES,
    secret,
    fetch: patientFetch,
  });
}

/** Starts the proxy on Node. */
function start(): void {
  process.umask(0o077);
  const env = readEnvironment();
  const { store, database, signingKey, madeKey } = openStorage(env);
  keepRetention(store, env.RETENTION_DAYS);
  const log = createLog((line) => void process.stderr.write(`${line}\n`), Date.now, env.LOG ?? 'requests');
  const logFailure = (error: unknown) => log({ event: 'failure', ...describeError(error) });
  process.on('uncaughtException', (error) => {
    logFailure(error);
    process.exit(1);
  });

  const keysOf = ({ PROXY_KEY, PROXY_KEY_PREVIOUS }: ProxyEnv) =>
    [PROXY_KEY ?? madeKey, PROXY_KEY_PREVIOUS].flatMap((key) => key ?? []);
  let keys = keysOf(env);
  let serviceToken = env.ORCHEO_SERVICE_TOKEN ?? '';
  process.on('SIGHUP', () => {
    try {
      const changed = readEnvironment();
      keys = keysOf(changed);
      serviceToken = changed.ORCHEO_SERVICE_TOKEN ?? serviceToken;
      log({ event: 'secrets-read' });
    } catch (error) {
      logFailure(error);
    }
  });

  const gate = createAnswerGate(chooseAnswerer(env, signingKey), env.CONCURRENT_ANSWERS, logFailure);
  let stopping = false;
  let frame: Promise<FrameBundle> | undefined;
  const app = createApp({
    store,
    answerer: gate,
    env,
    sharedKeys: () => keys,
    serviceToken: () => serviceToken,
    signingKey,
    log,
    peerAddress: (c) => getConnInfo(c).remote.address ?? 'unknown',
    isReady: () => !stopping,
    frameBundle: () => (frame ??= buildFrameBundle()),
  });
  const listener = getRequestListener(app.fetch);
  const server = createServer(serverOptions, (incoming, outgoing) => void listener(incoming, outgoing));
  server.on('error', fail);
  server.listen(env.PORT, env.HOST, () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(
      greeting({ env, address: readerAddress(env, port), listening: listeningAddress(env, port), madeKey, database }),
    );
    log({ event: 'started' });
  });

  const stop = () => {
    // Asked twice: now.
    if (stopping) process.exit(1);
    stopping = true;
    log({ event: 'stopping' });
    void drain({ server, idle: gate.idle, finishWithinMs: FINISH_WITHIN_MS }).then(() => {
      store.close();
      log({ event: 'stopped' });
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${describeStartError(error)}\n`);
  process.exit(1);
}

try {
  start();
} catch (error) {
  fail(error);
}
