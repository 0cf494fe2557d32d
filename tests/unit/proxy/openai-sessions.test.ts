import { describe, expect, test } from 'vitest';
import { descriptor } from '../../../proxy/descriptor';
import { descriptorSchema } from '../../../utils/connection/schema';
import { createProxy, environment, KEY, type Vended } from './harness';

const API_KEY = 'sk-live-3f9a-workflow';
const variables = { OPENAI_API_KEY: API_KEY, OPENAI_WORKFLOW: 'wf_68a1' };
const withKey = { authorization: `Bearer ${KEY}` };

interface Call {
  url: string;
  headers: Headers;
  body: { user: string; workflow: object; expires_after: object; rate_limits: object };
}

/** OpenAI's endpoint as its documentation describes it. */
function hosted(answer: (call: Call) => Response | Promise<Response>) {
  const calls: Call[] = [];
  const proxy = createProxy({
    variables,
    async fetch(input, init) {
      const body = JSON.parse(init?.body as string) as Call['body'];
      const call = { url: String(input), headers: new Headers(init?.headers), body };
      calls.push(call);
      init?.signal?.throwIfAborted();
      return answer(call);
    },
  });
  return { ...proxy, calls };
}
const session = () =>
  Response.json({
    id: 'cksess_1',
    object: 'chatkit.session',
    client_secret: 'ek_68a1_secret',
    expires_at: Date.parse('2026-11-21T00:05:00Z') / 1_000,
    status: 'active',
    max_requests_per_1_minute: 10,
  });
const problem = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; message: string; retry_after?: number } };
  return [response.status, error.code, error.retry_after] as const;
};

describe('client secrets of a hosted workflow', () => {
  test('are made with the documented call, for the server’s own workflow', async () => {
    const { post, calls } = hosted(session);
    const answer = (await (await post('/token', {}, withKey)).json()) as Vended;
    expect(answer).toMatchObject({ client_secret: 'ek_68a1_secret', expires_in: 300 });
    expect(calls).toHaveLength(1);
    const [call] = calls;
    expect(call?.url).toBe('https://api.openai.com/v1/chatkit/sessions');
    expect(Object.fromEntries(call?.headers ?? [])).toEqual({
      authorization: `Bearer ${API_KEY}`,
      'content-type': 'application/json',
      'openai-beta': 'chatkit_beta=v1',
    });
    expect(call?.body).toEqual({
      user: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      workflow: { id: 'wf_68a1' },
      expires_after: { anchor: 'created_at', seconds: 300 },
      rate_limits: { max_requests_per_1_minute: 120 },
    });
  });

  test('are the same user’s as long as the reader comes back with the credential, and another’s without', async () => {
    const { vend, calls } = hosted(session);
    const first = await vend({}, withKey);
    await vend({ reader: first.reader }, withKey);
    await vend({}, withKey);
    const [a, b, c] = calls.map(({ body }) => body.user);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  test.each([[{ user: 'someone-else' }], [{ workflow: 'wf_other' }], [{ workflow_id: 'wf_other', api_key: 'sk-x' }]])(
    'a reader cannot choose %j',
    async (body) => {
      const { post, calls } = hosted(session);
      expect((await post('/token', body, withKey)).status).toBe(400);
      expect(calls).toEqual([]);
    },
  );

  test('without the shared key nothing reaches OpenAI', async () => {
    const { post, calls } = hosted(session);
    expect((await post('/token', {}, { authorization: 'Bearer nonsense' })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  const says = (status: number, headers = {}) =>
    new Response(JSON.stringify({ error: { message: `canary ${API_KEY}`, code: 'x' } }), { status, headers });
  test.each<[string, () => Response | Promise<Response>, readonly [number, string, number | undefined]]>([
    ['401', () => says(401), [502, 'upstream_auth', undefined]],
    ['403', () => says(403), [502, 'upstream_auth', undefined]],
    ['404, as of an ended workflow', () => says(404), [502, 'upstream_failed', undefined]],
    ['400', () => says(400), [502, 'upstream_failed', undefined]],
    ['429 with a pause', () => says(429, { 'retry-after': '7' }), [429, 'too_many', 7]],
    ['429 with nonsense', () => says(429, { 'retry-after': 'soon' }), [429, 'too_many', 20]],
    ['500', () => says(500), [503, 'upstream_busy', undefined]],
    ['no network', () => Promise.reject(new TypeError('fetch failed')), [503, 'upstream_busy', undefined]],
    ['HTML', () => new Response('<p>'), [502, 'upstream_failed', undefined]],
    ['a session without a secret', () => Response.json({ id: 'cksess_1' }), [502, 'upstream_failed', undefined]],
    ['more than it may', () => new Response(' '.repeat(70_000)), [502, 'upstream_failed', undefined]],
  ])('OpenAI answering %s is told without a word of its own, and never as our 401', async (_how, answer, expected) => {
    const { post } = hosted(answer);
    const response = await post('/token', {}, withKey);
    expect(await response.clone().text()).not.toContain('canary');
    expect(await problem(response)).toEqual(expected);
  });

  test('there is no chat at the proxy then, and its descriptor says who is', async () => {
    const { post } = hosted(session);
    expect((await post('/chatkit', {}, { authorization: 'Bearer ek_68a1_secret' })).status).toBe(404);
    const told = JSON.parse(JSON.stringify(descriptor(environment(variables)))) as object;
    expect(descriptorSchema.parse(told)).toEqual(told);
    expect(told).toMatchObject({ kind: 'openai-hosted', workflow: 'wf_68a1', frame: '../frame/', auth: 'key' });
  });
});
