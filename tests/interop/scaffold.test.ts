import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createConversation } from '../../chatkit/client/conversation';
import { createTransport } from '../../chatkit/client/transport';
import { createMemoryStore } from '../../chatkit/server/memory-store';
import { createApiFetch } from '../../utils/backend/adapter';
import type { ApiRequest } from '../../utils/backend/api-parts';
import { readDescriptor } from '../../utils/backend/descriptor';
import { createOrcheoFetch } from '../../utils/backend/kinds/orcheo-fetch';
import { createPlainFetch } from '../../utils/backend/plain/fetch';
import type { Connection } from '../../utils/connection/schema';
import { createVend } from '../../utils/background/token/vend';
import { startOrcheo } from '../contracts/orcheo';
import { environmentOf, fillIn, freePort, removeScaffolds, runScaffold, scaffold, startScaffold } from './scaffolded';

const EXTENSION = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
const FIREFOX = 'moz-extension://3f6c1a52-0b7e-4d8f-9a21-c5d4e3b2a190';
const PASSAGE = 'A dictionary keeps its keys in order. The heron waits 4711 milliseconds before it reports.';
afterAll(removeScaffolds);

/** What the extension does after an address was pasted: descriptor, token, question; as it does it. */
async function connect(address: string, key?: string) {
  const url = `${address}/.well-known/docent.json`;
  const draft = readDescriptor(await (await fetch(url)).json(), url);
  const connection: Connection = { ...draft, id: 'test' };
  const withOrigin: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', EXTENSION);
    return fetch(input, { ...init, headers });
  };
  const { token } = await createVend({
    fetch: withOrigin,
    now: Date.now,
    onLine: () => true,
    mayReach: () => Promise.resolve(true),
    secretsOf: () => Promise.resolve(key === undefined ? {} : { key }),
    loginOf: () => Promise.resolve(null),
  })(connection);
  const parts = {
    connection,
    fetch: withOrigin,
    getToken: () => Promise.resolve(token),
    hasPermission: () => Promise.resolve(true),
    online: () => true,
    shape: (request: ApiRequest): ApiRequest => {
      const { input } = request.params as { input?: object };
      if (!input) return request;
      const docent = { version: 1, mode: 'passage', passages: [{ text: PASSAGE }] };
      return {
        ...request,
        params: { ...request.params, input: { ...input, quoted_text: PASSAGE } },
        metadata: { docent },
      };
    },
  };
  const deleted = { read: () => Promise.resolve([]), write: () => Promise.resolve() };
  const apiFetch = {
    chatkit: () => createApiFetch(parts),
    orcheo: () => createOrcheoFetch(parts),
    plain: () => createPlainFetch({ ...parts, store: createMemoryStore(), deleted }),
  }[draft.kind === 'chatkit' || draft.kind === 'orcheo' ? draft.kind : 'plain']();
  const conversation = createConversation({
    transport: createTransport({ endpoint: () => ({ url: draft.apiUrl, fetch: apiFetch, locale: 'en' }) }),
    scheduleFrame: (callback) => queueMicrotask(callback),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEvent: () => undefined,
    clientTool: () => undefined,
  });
  const ask = async (text: string): Promise<string> => {
    await conversation.send({ content: [{ type: 'input_text', text }], attachments: [] });
    await new Promise<void>((resolve) => {
      const check = () => conversation.current().run === null && resolve();
      conversation.subscribe(check);
      check();
    });
    return JSON.stringify(conversation.current().items.at(-1));
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(address + path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: EXTENSION, authorization: `Bearer ${token}`, ...headers },
    });
  return { draft, ask, post, token };
}

/** A reader of either browser at the server in front, whose name the requests carry; and one without the key. */
async function expectReadersAtHost(host: string, port: number, authorization: string, status: number) {
  const vend = (headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; allowed: unknown }>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: '/token', method: 'POST' };
      const call = request(
        { ...options, headers: { host, 'content-type': 'application/json', ...headers } },
        (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, allowed: answer.headers['access-control-allow-origin'] });
        },
      );
      call.on('error', reject).end('{}');
    });
  for (const origin of [EXTENSION, FIREFOX]) {
    expect(await vend({ origin, authorization })).toEqual({ status, allowed: origin });
    expect(await vend({ origin })).toEqual({ status: 401, allowed: origin });
  }
  expect((await vend({ origin: 'https://chat.example.com', authorization })).status).toBe(403);
}

describe('what the scaffold writes is started and asked a question', () => {
  it.each([
    ['proxy', 'memory', 'none'],
    ['proxy', 'sqlite', 'key'],
    ['chat-json', 'memory', 'none'],
    ['chat-json', 'sqlite', 'key'],
    ['chatkit', 'memory', 'none'],
    ['chatkit', 'sqlite', 'key'],
  ])('%s with %s and sign-in %s answers from the passage, and again', async (kind, db, auth) => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const backEnd = auth === 'none' ? address : 'https://chat.example.com';
    const args = ['--kind', kind, '--backend-url', backEnd, '--db', db, '--site', 'docs.example.com'];
    const out = scaffold(...args, '--name', `It's "ours" $(x) \\`);
    expect(statSync(join(out, '.env')).mode & 0o077).toBe(0);
    const environment = environmentOf(out);
    const stop = await startScaffold(out, port);
    try {
      const key = auth === 'key' ? (environment.PROXY_KEY ?? environment.DOCENT_KEY) : undefined;
      const { draft, ask, post } = await connect(address, key);
      expect(draft).toMatchObject({ name: 'It s ours (x)', auth, sites: [{ match: 'docs.example.com' }] });
      expect(await ask('How long does the heron wait?')).toContain('4711 milliseconds');
      expect(await ask('And what keeps its keys in order?')).toContain('dictionary');
      // Neither of the answerers without a model refuses what it is not sure of.
      expect(await ask('Who painted the bridge?')).toMatch(/Closest in the text:.*> /u);

      const page = await (await fetch(`${address}/connect`)).text();
      expect(page).toContain(backEnd);
      if (key !== undefined) expect(page).not.toContain(key);
      if (auth === 'key') await expectReadersAtHost('chat.example.com', port, `Bearer ${key}`, 200);
      expect((await post('/token', {}, { origin: FIREFOX, authorization: `Bearer ${key}` })).status).toBe(200);
      for (const origin of ['https://evil.example', 'null', `${EXTENSION}.evil.example`, 'moz-extension://x']) {
        expect((await post('/token', {}, { origin, authorization: `Bearer ${key}` })).status, origin).toBe(403);
      }
      const path = kind === 'chat-json' ? '/chat' : '/chatkit';
      expect((await post(path, {}, { authorization: 'Bearer forged' })).status).toBe(401);
      if (auth === 'key') expect((await post('/token', {}, { authorization: 'Bearer wrong' })).status).toBe(401);
      expect((await post(path, JSON.stringify({ message: 'x'.repeat(600_000) }))).status).toBe(413);
      expect((await post(path, 'message=x', { 'content-type': 'text/plain' })).status).toBe(415);
      expect((await post('/forget', {})).status).toBe(200);
    } finally {
      await stop();
    }
  });

  it('the proxy for a private workflow of Orcheo starts once its token is filled in, and the workflow answers', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const workflow = crypto.randomUUID();
    const orcheo = await startOrcheo({
      workflows: [{ id: workflow, handle: 'inner', name: 'Inner', published: false }],
      serviceToken: 'service-canary-Zq8Lm2Rt6Vb0Xc4NpW',
      signingKey: 'orcheo-signing-canary-0123456789abcdef',
    });
    const args = ['--kind', 'orcheo', '--backend-url', 'https://chat.example.com', '--orcheo-url', `${orcheo.url}/`];
    const out = scaffold(...args, '--workflow', workflow.toUpperCase(), '--site', 'docs.example.com');
    let stop = () => Promise.resolve();
    try {
      await expect(startScaffold(out, port)).rejects.toThrow('ORCHEO_SERVICE_TOKEN is missing');
      fillIn(out, { ORCHEO_SERVICE_TOKEN: 'service-canary-Zq8Lm2Rt6Vb0Xc4NpW' });
      stop = await startScaffold(out, port);
      const key = environmentOf(out).PROXY_KEY;
      await expectReadersAtHost('chat.example.com', port, `Bearer ${key}`, 200);
      const { draft, ask } = await connect(address, key);
      expect(draft).toMatchObject({ kind: 'orcheo', workflow, auth: 'key' });
      expect(await ask('How long does the heron wait?')).toContain('4711 milliseconds');
      expect(await ask('And what keeps its keys in order?')).toContain('dictionary');
      const chat = orcheo.requests.filter(({ path }) => path === '/api/chatkit');
      expect(chat.length).toBeGreaterThan(0);
      expect(JSON.stringify(chat)).not.toContain('canary');
      // What the docs' own host says is what the proxy says of itself.
      const own = readDescriptor(
        JSON.parse(readFileSync(join(out, 'site/html/.well-known/docent.json'), 'utf8')),
        'http://127.0.0.1/.well-known/docent.json',
      );
      const { apiUrl, kind, auth, sites } = draft;
      expect(own).toMatchObject({ apiUrl, kind, auth, sites, workflow, tokenUrl: 'https://chat.example.com/token' });
    } finally {
      await stop();
      await orcheo.close();
    }
  });

  it('the proxy for a workflow of OpenAI starts once its key is filled in, and lets readers ask for a session', async () => {
    const port = await freePort();
    const args = ['--kind', 'openai', '--backend-url', 'https://chat.example.com', '--workflow', 'wf_68a1b2c3'];
    const out = scaffold(...args, '--site', 'docs.example.com');
    await expect(startScaffold(out, port)).rejects.toThrow('OPENAI_WORKFLOW needs OPENAI_API_KEY');
    // Nobody is there: what a reader meets at the proxy's door is over by then.
    fillIn(out, { OPENAI_API_KEY: 'sk-proj-Zq8Lm2Rt6Vb0', OPENAI_BASE_URL: `http://127.0.0.1:${await freePort()}/v1` });
    const stop = await startScaffold(out, port);
    try {
      await expectReadersAtHost('chat.example.com', port, `Bearer ${environmentOf(out).PROXY_KEY}`, 503);
    } finally {
      await stop();
    }
  });

  it('docent.py refuses what its contract refuses, in the contract’s words', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const out = scaffold('--kind', 'chat-json', '--backend-url', address, '--db', 'memory');
    writeFileSync(
      join(out, '.env'),
      `${readFileSync(join(out, '.env'), 'utf8')}DOCENT_PER_MINUTE=12\nDOCENT_PER_DAY=1\n`,
    );
    const stop = await startScaffold(out, port);
    try {
      const { post, token } = await connect(address);
      const say = async (body: object) => {
        const response = await post('/chat', { session_id: 's', ...body });
        return [response.status, ((await response.json()) as { detail?: string }).detail];
      };
      expect(await say({ message: ' ' })).toEqual([400, 'Message cannot be empty']);
      expect(await say({ message: 'x', mode: 'selection_only' })).toEqual([
        400,
        'Selected text required in selection_only mode',
      ]);
      expect(await say({ message: 'x', selected_text: 'x'.repeat(12_001) })).toEqual([
        400,
        'Selected text too long (max 12000 chars)',
      ]);
      expect((await say({ message: 'x', selected_text: 'x'.repeat(12_000) }))[0]).toBe(200);
      const headers = { origin: EXTENSION, authorization: `Bearer ${token}` };
      expect((await fetch(`${address}/sessions/s`, { headers })).status).toBe(200);
      expect((await say({ message: 'x' }))[0]).toBe(429);
      await fetch(`${address}/sessions/s`, { method: 'DELETE', headers });
      expect((await fetch(`${address}/sessions/s`, { headers })).status).toBe(404);
      const waits = [];
      for (let asked = 0; asked < 10; asked += 1) waits.push(await fetch(`${address}/sessions/s`, { headers }));
      const limited = waits.find(({ status }) => status === 429);
      expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await stop();
    }
  });
});

describe('the pieces for a docs site', () => {
  it('hold the page for OpenAI’s window where it is asked for, below any base path, and the descriptor names it', async () => {
    const out = await runScaffold(
      ...['--kind', 'openai', '--backend-url', 'https://chat.example.com', '--workflow', 'wf_68a1b2c3', '--frame'],
      ...['--site', 'docs.example.com', '--origin', EXTENSION],
    );
    for (const place of ['html', 'docusaurus/static']) {
      const read = (path: string) => readFileSync(join(out, 'site', place, path), 'utf8');
      const url = 'https://docs.example.com/textbook/.well-known/docent.json';
      expect(readDescriptor(JSON.parse(read('.well-known/docent.json')), url)).toMatchObject({
        kind: 'openai-hosted',
        tokenUrl: 'https://chat.example.com/token',
        frameUrl: 'https://docs.example.com/textbook/docent-frame/',
        workflow: 'wf_68a1b2c3',
      });
      const page = read('docent-frame/index.html');
      expect(page).toContain(EXTENSION);
      expect(page).toContain('https://cdn.platform.openai.com');
      expect(page).toContain('src="frame.js?v=');
      expect(read('docent-frame/frame.js').length).toBeGreaterThan(10_000);
    }
  });

  it('propose the back end, with the base path in the badge and a descriptor the extension reads', () => {
    const out = scaffold(
      ...['--kind', 'chatkit', '--backend-url', 'https://chat.example.com/x/', '--base-url', 'textbook'],
      ...['--site', 'docs.example.com', '--mode', 'passage,docs', '--origin', EXTENSION],
    );
    const read = (path: string) => readFileSync(join(out, 'site', path), 'utf8');
    expect(read('html/head.html')).toContain('<link rel="docent" href="https://chat.example.com/x"');
    expect(read('html/badge.html')).toContain(
      'href="https://chat.example.com/x/connect"><img src="/textbook/docent-badge.svg"',
    );
    const url = 'https://docs.example.com/textbook/.well-known/docent.json';
    for (const place of ['html', 'docusaurus/static']) {
      const draft = readDescriptor(JSON.parse(read(`${place}/.well-known/docent.json`)), url);
      expect(draft).toMatchObject({ apiUrl: 'https://chat.example.com/x/chatkit', auth: 'key' });
    }
    const plugin = createRequire(import.meta.url)(join(out, 'site/docusaurus/docent-plugin.js')) as () => {
      injectHtmlTags: () => unknown;
    };
    expect(plugin().injectHtmlTags()).toEqual({
      headTags: [{ tagName: 'link', attributes: { rel: 'docent', href: 'https://chat.example.com/x' } }],
    });
  });
});
