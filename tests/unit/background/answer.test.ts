import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDispatcher, type Handlers, type Reply } from '../../../utils/background/dispatcher';
import { AppError } from '../../../utils/shared/errors';
import { type MessageName, messages } from '../../../utils/shared/messages';
import type { Sender } from '../../../utils/shared/sender';
import { passage } from './passages';

const self = { id: 'docent', origin: 'chrome-extension://docent' };
const page: Sender = {
  id: 'docent',
  url: 'https://docs.example/a',
  origin: 'https://docs.example',
  frameId: 0,
  tab: { id: 7, windowId: 3 },
};
const panelPage: Sender = { id: 'docent', url: `${self.origin}/sidepanel.html`, origin: self.origin };

function dispatcher(change: Partial<Handlers> = {}) {
  const called: { name: string; request: unknown; sender: unknown }[] = [];
  const record = Object.fromEntries(
    Object.keys(messages).map((name) => [
      name,
      (request: unknown, sender: unknown) => {
        called.push({ name, request, sender });
        return Promise.resolve();
      },
    ]),
  ) as unknown as Handlers;
  return { called, dispatch: createDispatcher({ ...record, ...change }, self) };
}

const answerOf = (dispatch: ReturnType<typeof createDispatcher>, raw: unknown, sender: Sender) =>
  new Promise<Reply | 'ignored'>((resolve) => {
    if (dispatch(raw, sender, resolve) === undefined) resolve('ignored');
  });

afterEach(() => vi.restoreAllMocks());

describe('the dispatcher', () => {
  test('reaches the handler in the tick of the message, so that Chrome still counts the press', () => {
    const { called, dispatch } = dispatcher();
    const returned = dispatch(
      { name: 'stagePassage', request: { passage: passage(), intent: 'ask' } },
      page,
      () => undefined,
    );
    expect(called.map(({ name }) => name)).toEqual(['stagePassage']);
    expect(returned).toBe(true);
  });

  test('answers by the callback and never by a returned promise', async () => {
    const { dispatch } = dispatcher();
    const reply = await answerOf(dispatch, { name: 'settingsChanged', request: {} }, panelPage);
    expect(reply).toEqual({ ok: true, value: {} });
  });

  test('gives a handler the sender the browser attests, whatever the body claims', () => {
    const { called, dispatch } = dispatcher();
    const request = { passage: passage(), intent: 'ask', tabId: 99, windowId: 99 };
    dispatch({ name: 'stagePassage', request }, page, () => undefined);
    expect(called).toEqual([]);
    dispatch({ name: 'openSettings', request: {} }, page, () => undefined);
    expect(called[0]?.sender).toEqual({ tabId: 7, windowId: 3, frameId: 0, url: 'https://docs.example/a' });
  });

  test('answers a request that breaks its schema with BAD_REQUEST', async () => {
    const { called, dispatch } = dispatcher();
    const reply = await answerOf(dispatch, { name: 'refreshToken', request: { connectionId: 3 } }, panelPage);
    expect(reply).toEqual({ ok: false, code: 'BAD_REQUEST', details: {} });
    expect(called).toEqual([]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'unknown', ''])(
    'ignores a message named "%s"',
    async (name) => {
      const { dispatch } = dispatcher();
      expect(await answerOf(dispatch, { name, request: {} }, panelPage)).toBe('ignored');
    },
  );

  test('sends an expected failure as its code and details', async () => {
    const { dispatch } = dispatcher({
      refreshToken: () => Promise.reject(new AppError('SERVER', { host: 'api.example', status: 503 })),
    });
    const raw = { name: 'refreshToken', request: { connectionId: 'a', rejected: null } };
    expect(await answerOf(dispatch, raw, panelPage)).toEqual({
      ok: false,
      code: 'SERVER',
      details: { host: 'api.example', status: 503 },
    });
  });

  test('sends a bug as UNEXPECTED and logs neither its message nor its data', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { dispatch } = dispatcher({ openSettings: () => Promise.reject(new TypeError('the passage canary-42')) });
    const reply = await answerOf(dispatch, { name: 'openSettings', request: {} }, page);
    expect(reply).toEqual({ ok: false, code: 'UNEXPECTED', details: {} });
    expect(JSON.stringify(logged.mock.calls)).not.toContain('canary-42');
    expect(logged).toHaveBeenCalledOnce();
  });

  test('also answers when a handler throws before its first await', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { dispatch } = dispatcher({
      openSettings: () => {
        throw new AppError('STORAGE');
      },
    });
    const reply = await answerOf(dispatch, { name: 'openSettings', request: {} }, page);
    expect(reply).toEqual({ ok: false, code: 'STORAGE', details: {} });
  });
});

describe('hostile messages', () => {
  const requestOf = fc.oneof(fc.anything({ withNullPrototype: true, maxDepth: 4 }), fc.constant(undefined));
  const nameOf = fc.oneof(fc.constantFrom(...(Object.keys(messages) as MessageName[])), fc.string());

  test('never reach a handler of the other class, and never change a prototype', () => {
    fc.assert(
      fc.property(nameOf, requestOf, fc.constantFrom(page, panelPage), (name, request, sender) => {
        const { called, dispatch } = dispatcher();
        const raw: unknown = { name, request };
        dispatch(raw, sender, () => undefined);
        const from = sender === page ? 'page' : 'extension';
        expect(called.every((call) => messages[call.name as MessageName].from === from)).toBe(true);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  const poison = ['__proto__', 'constructor', 'prototype'];
  test('with an own __proto__ anywhere are refused, and pollute nothing', async () => {
    const valid = () => ({ name: 'stagePassage', request: { passage: passage(), intent: 'ask' } });
    const paths: ((raw: ReturnType<typeof valid>) => object)[] = [
      (raw) => raw,
      (raw) => raw.request,
      (raw) => raw.request.passage,
      (raw) => raw.request.passage.quote,
      (raw) => raw.request.passage.page,
    ];
    for (const key of poison) {
      for (const find of paths) {
        const { called, dispatch } = dispatcher();
        const raw = valid();
        Object.defineProperty(find(raw), key, { value: { polluted: true }, enumerable: true, configurable: true });
        // As it arrives: a clone through JSON keeps an own `__proto__`.
        const arrived: unknown = JSON.parse(JSON.stringify(raw));
        const reply = await answerOf(dispatch, arrived, page);
        expect(reply === 'ignored' || (!reply.ok && reply.code === 'BAD_REQUEST')).toBe(true);
        expect(called).toEqual([]);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }
    }
  });

  test('with huge or deep bodies are refused without an overflow', async () => {
    const { called, dispatch } = dispatcher();
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    const long = passage('x'.repeat(200_001));
    for (const request of [deep, { passage: deep, intent: 'ask' }, { passage: long, intent: 'ask' }]) {
      const reply = await answerOf(dispatch, { name: 'stagePassage', request }, page);
      expect(reply).toMatchObject({ ok: false, code: 'BAD_REQUEST' });
    }
    expect(called).toEqual([]);
  });
});

test('no answer of the contract has room for a token', () => {
  for (const [name, { response }] of Object.entries(messages)) {
    const described = JSON.stringify(Object.keys('shape' in response ? response.shape : {}));
    expect([name, described]).not.toEqual([name, expect.stringMatching(/token|secret|key/i)]);
  }
});
