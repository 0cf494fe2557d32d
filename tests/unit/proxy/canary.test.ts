import { afterAll, expect, test } from 'vitest';
import { createAnswerGate } from '../../../proxy/answer-gate';
import { createLog, describeError } from '../../../proxy/log';
import { createOpenAiAnswerer } from '../../../proxy/openai-answerer';
import { createProxy, KEY, SIGNING_KEY } from './harness';
import { answerWith, refuseWith, startModel } from './model-stand-in';

const API_KEY = 'sk-canary-7Yx2Qm9Lr4';
const OLD_KEY = 'old-canary-key-9dK2mQ7xZ5cB8nL1vR4tY6';
const SECRETS = [KEY, OLD_KEY, SIGNING_KEY, API_KEY];
const open: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const model of open) await model.close();
});

/** Every part of eight characters of a secret (P21). */
const parts = (secret: string) =>
  Array.from({ length: secret.length - 7 }, (_, index) => secret.slice(index, index + 8));
const leaksIn = (text: string) => SECRETS.filter((secret) => parts(secret).some((part) => text.includes(part)));

test('the scanner finds a planted part of a secret', () => {
  expect(leaksIn(`x${API_KEY.slice(3, 11)}y`)).toEqual([API_KEY]);
  expect(leaksIn('nothing here')).toEqual([]);
});

test('no response, header or log line holds a part of any configured secret, a token or a word of a question', async () => {
  let refusing = false;
  const model = await startModel((response, request) =>
    (refusing
      ? refuseWith(500, 'server_error', `key ${API_KEY} ${request.authorization ?? ''}`)
      : answerWith(['Fine.']))(response, request),
  );
  open.push(model);
  const failures: unknown[] = [];
  const answerer = createAnswerGate(
    createOpenAiAnswerer({ apiKey: API_KEY, baseURL: model.baseURL, model: 'm', maxTokens: 0 }),
    10,
    (error) => failures.push(describeError(error)),
  );
  const variables = {
    PROXY_KEY: KEY,
    PROXY_KEY_PREVIOUS: OLD_KEY,
    SIGNING_KEY,
    OPENAI_API_KEY: API_KEY,
    OPENAI_BASE_URL: model.baseURL,
  };
  const proxy = createProxy({ variables, answerer, keys: [KEY, OLD_KEY] });
  const seen: string[] = [];
  const note = async (response: Response) => {
    seen.push(JSON.stringify([...response.headers]), await response.clone().text());
    return response;
  };
  const withKey = { authorization: `Bearer ${KEY}` };

  for (const path of ['/.well-known/docent.json', '/healthz', '/readyz', '/', `/${KEY}`, `/token?key=${KEY}`, '/%00']) {
    await note(await proxy.app.request(path));
    await note(await proxy.app.request(path, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }));
  }
  await note(await proxy.post('/token', {}, { authorization: `Bearer ${KEY}x` }));
  await note(await proxy.post('/token', { key: KEY }, withKey));
  await note(await proxy.post('/token', {}, { ...withKey, origin: `https://${OLD_KEY}.example` }));
  await note(await proxy.post('/token', {}, { ...withKey, host: KEY }));
  await note(await proxy.app.request('/token', { method: KEY.replace(/[^A-Za-z]/g, '') }));
  const vended = (await (await proxy.post('/token', {}, withKey)).json()) as { client_secret: string; reader: string };
  const { client_secret, reader } = vended;
  const input = {
    content: [{ type: 'input_text', text: 'canary-question-4e1b' }],
    attachments: [],
    quoted_text: 'canary-passage-77aa',
    inference_options: {},
  };
  for (const kind of ['answered', 'refused']) {
    refusing = kind === 'refused';
    await note(await proxy.chatkit(client_secret, 'threads.create', { input }));
  }
  await note(await proxy.chatkit(client_secret, 'threads.list', {}));
  await note(await proxy.chatkit(`${client_secret}x`, 'threads.list', {}));
  await note(await proxy.chatkit(client_secret, 'nonsense', {}));

  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
    'requests',
  );
  for (const entry of proxy.logs) log(entry);
  const logged = [...lines, JSON.stringify(failures)].join('\n');

  expect(proxy.logs.length).toBeGreaterThan(20);
  expect(failures).toHaveLength(1);
  expect(leaksIn([...seen, logged].join('\n'))).toEqual([]);
  for (const secret of [client_secret, reader, 'canary-question', 'canary-passage', 'evil.example']) {
    expect(logged).not.toContain(secret);
  }
});
