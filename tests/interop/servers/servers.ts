import { readFileSync } from 'node:fs';
import { type Orcheo, startOrcheo } from '../../contracts/orcheo';
import { type ContractServer, sendJson, startContractServer } from '../../contracts/recorder';
import { startProxy } from '../../../scripts/lib/proxy';
import { argumentsOfGuide } from '../as-owner';
import { type Chats, startChats } from '../chats';
import { startExpressTokenProxy, startNodeKit, startPythonServer } from '../python-server';
import { environmentOf, freePort, removeScaffolds, scaffold, startScaffold } from '../scaffolded';
import type { Running } from './columns';

/** A server that the interop tests start. */
export interface Server {
  name: string;
  version: string;
  /** Where it comes from, for the table of docs/backends.md. */
  from: string;
  start(shared: Shared): Promise<Running>;
}

/** Servers that stand in one process, started once. */
export interface Shared {
  chats: Chats;
  orcheo: Orcheo;
  stop(): Promise<void>;
}

const WORKFLOW = '123e4567-e89b-12d3-a456-426614174000';
const SERVICE_TOKEN = 'service-token-of-the-tests';
const OPENAI_KEY = 'key-of-the-service';

export async function startShared(): Promise<Shared> {
  const orcheo = await startOrcheo({
    workflows: [{ id: WORKFLOW, handle: 'docs', name: 'Docs', published: false }],
    serviceToken: SERVICE_TOKEN,
    scopes: ['chatkit:session'],
    signingKey: 'a signing key of the tests, long enough',
    stepMs: 2,
  });
  orcheo.instead = ({ body }, response) => {
    const fails = body.includes('fail please');
    // As it answers when a workflow cannot be started.
    if (fails) response.writeHead(500, { 'content-type': 'text/plain' }).end('server text');
    return fails;
  };
  const sessions = await startSessions();
  const chats = await startChats({
    ...orcheoEnvironment(orcheo.url),
    CHATKIT_API_BASE: sessions.url,
    OPENAI_API_KEY: OPENAI_KEY,
  });
  const stop = async () => {
    chats.stop();
    await Promise.all([orcheo.close(), sessions.close()]);
  };
  return { chats, orcheo, stop };
}

/** Stands where OpenAI makes sessions. */
const startSessions = (): Promise<ContractServer> =>
  startContractServer(({ headers, json }, response) => {
    const workflow = (json?.workflow as { id?: string } | undefined)?.id;
    if (headers.authorization !== `Bearer ${OPENAI_KEY}` || !workflow || typeof json?.user !== 'string')
      return sendJson(response, 401, { error: { message: 'server text' } });
    sendJson(response, 200, { client_secret: 'ek_session', expires_at: Math.floor(Date.now() / 1_000) + 600 });
  });

const orcheoEnvironment = (origin: string) => ({ ORCHEO_BACKEND: origin, ORCHEO_SERVICE_TOKEN: SERVICE_TOKEN });

const text = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
/** The version that is pinned, so that the table cannot say another. */
const ofPip = (file: string, name: string) =>
  new RegExp(`^${name}==(.+)$`, 'm').exec(text(`python/${file}`))?.[1] ?? 'unknown';
const ofNpm = (name: string) =>
  (JSON.parse(text('node/package.json')) as { dependencies: Record<string, string> }).dependencies[name] ?? 'unknown';
const ownVersion = (JSON.parse(text('../../package.json')) as { version: string }).version;
const fastApi = `FastAPI ${ofPip('requirements.txt', 'fastapi')}`;

const atExactAddress = async (starting: ReturnType<typeof startPythonServer>): Promise<Running> => {
  const { url, stop } = await starting;
  return { pasted: url, stop };
};
const chat =
  (path: string, key?: (chats: Chats) => string) =>
  ({ chats }: Shared): Promise<Running> =>
    Promise.resolve({ pasted: chats.address + path, ...(key && { key: key(chats) }), stop: () => undefined });

/** A person reads off the guide where their Orcheo is, and which workflow they want. */
const throughTokenProxy = (origin: string) => ({
  fillIn: (draft: Parameters<NonNullable<Running['fillIn']>>[0]) => ({
    ...draft,
    apiUrl: `${origin}/api/chatkit`,
    workflow: WORKFLOW,
    origins: [origin, new URL(draft.tokenUrl!).origin],
  }),
});

export const servers: readonly Server[] = [
  {
    name: 'chatkit-python',
    version: ofPip('requirements.txt', 'openai-chatkit'),
    from: 'PyPI',
    start: () => atExactAddress(startPythonServer('server.py')),
  },
  {
    name: 'agent-framework-chatkit',
    version: ofPip('agent-framework-requirements.txt', 'agent-framework-chatkit'),
    from: 'PyPI',
    start: () => atExactAddress(startPythonServer('agent_framework_server.py')),
  },
  {
    name: 'adk-chatkit',
    version: ofPip('adk-requirements.txt', 'adk-chatkit'),
    from: 'PyPI',
    start: () => atExactAddress(startPythonServer('adk_server.py')),
  },
  {
    name: 'chatkit-node-backend-sdk',
    version: ofNpm('chatkit-node-backend-sdk'),
    from: 'npm',
    async start() {
      const { url, stop } = await startNodeKit();
      // Express describes itself nowhere: its base address has to do.
      return { pasted: new URL(url).origin, stop };
    },
  },
  {
    name: 'docent.py, as the owners’ guide writes it',
    version: fastApi,
    from: 'npm run scaffold',
    async start() {
      const out = scaffold(...argumentsOfGuide());
      const port = await freePort();
      const stop = await startScaffold(out, port);
      const key = environmentOf(out).DOCENT_KEY ?? '';
      const pasted = `http://127.0.0.1:${port}`;
      return { pasted, key, quotes: true, stop: () => stop().finally(removeScaffolds) };
    },
  },
  {
    name: 'Docent’s proxy, without a model',
    version: ownVersion,
    from: 'npm run proxy',
    async start() {
      const key = 'key-of-the-tests-that-is-as-long-as-it-has-to-be';
      const proxy = await startProxy({ env: { PROXY_KEY: key } });
      return { pasted: proxy.address, key, quotes: true, stop: () => proxy.close() };
    },
  },
  {
    name: 'Textbook skill, minimal back end',
    version: fastApi,
    from: 'typed after its repository',
    start: chat('/json'),
  },
  { name: 'Textbook, its real API', version: fastApi, from: 'typed after its repository', start: chat('/book') },
  {
    name: 'Todo handler, base address',
    version: fastApi,
    from: 'typed after its document',
    start: chat('/todo', ({ login }) => login),
  },
  {
    name: 'Todo handler, with the reader’s id',
    version: fastApi,
    from: 'typed after its document',
    start: chat('/todo/api/ann/chat', ({ login }) => login),
  },
  {
    name: 'Orcheo’s guide, token proxy on FastAPI',
    version: fastApi,
    from: 'typed after the guide; Orcheo behind it is a stand-in',
    start: ({ chats, orcheo }) =>
      Promise.resolve({
        pasted: `${chats.address}/vend`,
        ...throughTokenProxy(orcheo.url),
        stop: () => undefined,
      }),
  },
  {
    name: 'Orcheo’s guide, token proxy on Express',
    version: `Express ${ofNpm('express')}`,
    from: 'typed after the guide; Orcheo behind it is a stand-in',
    async start({ orcheo }) {
      const { url, stop } = await startExpressTokenProxy(orcheoEnvironment(orcheo.url));
      return { pasted: `${url}/chatkit-token`, ...throughTokenProxy(orcheo.url), stop };
    },
  },
  {
    name: 'chatkit-link',
    version: fastApi,
    from: 'typed after its repository; OpenAI behind it is a stand-in',
    start: ({ chats }) =>
      Promise.resolve({
        pasted: `${chats.address}/link`,
        fillIn: (draft) => ({ ...draft, workflow: 'wf_68a1b2c3d4e5f6' }),
        stop: () => undefined,
      }),
  },
];
