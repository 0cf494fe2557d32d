import { describe, expect, test } from 'vitest';
import { hostedError, hostedSessionBody, upstreamStatus } from '../../../../utils/background/token/hosted-session';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const user = '0f0e0d0c-0b0a-4908-8706-050403020100';
const collapsed = (status: number) =>
  JSON.stringify({ detail: `Failed to create session: ${status}: OpenAI API error: sk-canary says no` });
const refuse = (status: number, body: BodyInit | null = null, headers: HeadersInit = {}, keyed = false) =>
  hostedError(new Response(body, { status, headers }), 'chat.example', keyed, NOW);

describe('a session is asked for', () => {
  test.each([
    ['chatkit-link', undefined, { workflow_id: 'wf_1', api_key: '', user_id: user }],
    ['chatkit-link', 'reader-1', { workflow_id: 'wf_1', api_key: '', user_id: user }],
    ['starter', 'reader-1', { workflow: { id: 'wf_1' } }],
    ['docent', undefined, {}],
    ['docent', 'reader-1', { reader: 'reader-1' }],
    [undefined, 'reader-1', { reader: 'reader-1' }],
  ] as const)('of %s, reader %s, with %j', (sessions, reader, body) =>
    expect(hostedSessionBody({ sessions, workflow: 'wf_1', user }, reader)).toEqual(body),
  );
});

describe('a refused session', () => {
  test.each([
    ['chatkit-link: the server’s key', 400, collapsed(401), 'FORBIDDEN', { status: 401, reason: 'serverKey' }],
    ['chatkit-link: no access', 400, collapsed(403), 'FORBIDDEN', { status: 403 }],
    ['chatkit-link: an ended workflow', 400, collapsed(404), 'NOT_FOUND', { status: 404 }],
    ['chatkit-link: a pause', 400, collapsed(429), 'TOO_MANY', { status: 429 }],
    ['chatkit-link: OpenAI is down', 400, collapsed(503), 'SERVER', { status: 503 }],
    ['chatkit-link: a bad request', 400, collapsed(400), 'BAD_REQUEST', { status: 400 }],
    [
      'chatkit-link: no status in the text',
      400,
      '{"detail":"workflow_id is required"}',
      'BAD_REQUEST',
      { status: 400 },
    ],
    ['the starter app: its key', 401, collapsed(404), 'FORBIDDEN', { status: 401, reason: 'serverKey' }],
    ['a status in the text of another status', 502, collapsed(404), 'SERVER', { status: 502 }],
    ['an empty 400', 400, null, 'BAD_REQUEST', { status: 400 }],
  ])('of %s', async (_of, status, body, code, details) => {
    const fault = await refuse(status, body);
    expect(fault.code).toBe(code);
    expect(fault.details).toMatchObject({ host: 'chat.example', ...details });
    expect(JSON.stringify([fault.message, fault.details])).not.toContain('sk-canary');
  });

  test('of a service with a key of the reader’s asks the reader to sign in', async () => {
    expect((await refuse(401, null, {}, true)).code).toBe('SIGN_IN');
    expect((await refuse(400, collapsed(401), {}, true)).details.reason).toBe('serverKey');
  });

  test('keeps the pause that the server asks for', async () => {
    expect((await refuse(400, collapsed(429), { 'retry-after': '12' })).details.retryAfterSeconds).toBe(12);
  });

  test('is read no further than its beginning, and a text cut short is a refusal all the same', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1_000).fill(120));
      },
    });
    expect((await refuse(400, endless)).code).toBe('BAD_REQUEST');
    expect(sent).toBeLessThan(10);
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('cut')) });
    expect((await refuse(400, broken)).code).toBe('BAD_REQUEST');
  });

  test.each([
    ['Failed to create session: 429: x', 429],
    ['Failed to create session: 200: x', undefined],
    ['Failed to create session: 4290', undefined],
    ['failed', undefined],
  ])('whose text is “%s” means %s', (text, status) => expect(upstreamStatus(text)).toBe(status));
});
