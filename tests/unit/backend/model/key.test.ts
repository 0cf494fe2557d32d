import { expect, onTestFinished, test } from 'vitest';
import { createCompletionsModel } from '../../../../chatkit/answerers/completions/model';
import { createModelRequests } from '../../../../utils/backend/model/fetch';
import { settleModel } from '../../../../utils/backend/model/choose';
import { listModels } from '../../../../utils/backend/model/list';
import { type KeyedModel, startKeyedModel } from '../../../contracts/keyed-model';
import type { Connection } from '../../../../utils/connection/schema';
import { json, startBackEnd } from '../back-end';

const KEY = 'sk-canary-0123456789abcdef';

async function keyed(): Promise<KeyedModel> {
  const server = await startKeyedModel('qwen3', KEY);
  onTestFinished(() => server.close());
  return server;
}
const connectionTo = (address: string): Connection => ({
  id: 'm',
  name: 'qwen3',
  kind: 'model',
  apiUrl: `${address}/v1`,
  origins: [address],
  auth: 'key',
  view: 'packaged',
  model: { name: 'qwen3', server: 'vllm' },
  sites: [],
  presentation: {},
});
const requestsOf = (connection: Connection, key = KEY) =>
  createModelRequests({ connection, fetch: globalThis.fetch, getToken: () => Promise.resolve(key) });
const online = () => true;

test('a key goes to its own origin, and nowhere else, not even where that origin sends us on', async () => {
  const [server, elsewhere] = await Promise.all([keyed(), startBackEnd({ '*': json({}) })]);
  const connection = connectionTo(server.address);
  const fetch = requestsOf(connection);
  await listModels(connection.apiUrl, { fetch, online });
  expect(server.keys).toContain(`Bearer ${KEY}`);

  server.movedTo = elsewhere.url;
  await expect(listModels(connection.apiUrl, { fetch, online })).rejects.toThrow('MOVED');
  const model = createCompletionsModel({ fetch, baseURL: connection.apiUrl, apiKey: undefined, model: 'qwen3' });
  const signal = new AbortController().signal;
  const options = { signal, maxTokens: undefined, conversation: 'c' };
  const asked = model.stream([{ role: 'user', content: 'What is a cache?' }], options);
  await expect(asked[Symbol.asyncIterator]().next()).rejects.toThrow();
  await model.facts(signal);
  await expect(fetch(`${elsewhere.url}/v1/models`)).rejects.toThrow('BAD_ADDRESS');
  expect(elsewhere.requests).toEqual([]);
});

test.each([401, 403])('a key that is refused with %i is said to be the key', async (status) => {
  const server = await startBackEnd({ '*': json({ error: 'no' }, status) });
  const connection = connectionTo(server.url);
  const settled = settleModel(connection, { fetch: requestsOf(connection, 'wrong'), online });
  await expect(settled).rejects.toMatchObject({ code: 'SIGN_IN', details: { host: new URL(server.url).host } });
});
