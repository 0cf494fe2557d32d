import { describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../../../utils/connection/schema';
import { AppError, type ErrorCode, type ErrorDetails } from '../../../../utils/shared/errors';
import { createTokenBroker, type VendedToken } from '../../../../utils/background/token/broker';
import type { TokenRecord } from '../../../../utils/backend/record';
import { backEnd } from './connections';

type Step = VendedToken | AppError;
const failure = (code: ErrorCode, details: ErrorDetails = {}) => new AppError(code, details);
const lasting = (ttlMs: number, token = `token-${Math.random()}`): VendedToken => ({ token, ttlMs });

/** A back end with a script, a store, and a clock that only `wait` and the test move. */
function rig(steps: Step[] | (() => Step) = () => lasting(300_000)) {
  const clock = { now: 1_000_000 };
  const stored = new Map<string, TokenRecord>();
  const waits: number[] = [];
  const vended: { connection: Connection; at: number }[] = [];
  const gate: { hold?: Promise<void> } = {};
  const broker = createTokenBroker({
    async vend(connection) {
      vended.push({ connection, at: clock.now });
      await gate.hold;
      const step = Array.isArray(steps) ? (steps.shift() ?? lasting(300_000)) : steps();
      if (step instanceof AppError) throw step;
      return step;
    },
    load: (id) => Promise.resolve(stored.get(id) ?? null),
    save(connection, record) {
      stored.set(connection.id, record);
      return Promise.resolve();
    },
    remove(id) {
      stored.delete(id);
      return Promise.resolve();
    },
    now: () => clock.now,
    random: () => 1,
    wait(milliseconds) {
      waits.push(milliseconds);
      clock.now += milliseconds;
      return Promise.resolve();
    },
  });
  /** Keeps requests in flight until the returned function is called. */
  const hold = () => {
    let release = () => {};
    gate.hold = new Promise((resolve) => (release = resolve));
    return () => {
      gate.hold = undefined;
      release();
    };
  };
  const token = () => stored.get('docs')?.token;
  return { broker, clock, stored, waits, vended, hold, token };
}
const codeOf = (work: Promise<void>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
/** Lets everything that can run now run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('one request at a time', () => {
  test('serves everybody who asks while it is in flight', async () => {
    const { broker, vended, hold } = rig();
    const release = hold();
    const callers = Array.from({ length: 20 }, () => broker.refresh(backEnd(), null));
    await settle();
    release();
    await Promise.all(callers);
    expect(vended).toHaveLength(1);
  });

  test('per connection: two connections do not wait for each other', async () => {
    const { broker, vended, hold } = rig();
    const release = hold();
    const both = [broker.refresh(backEnd(), null), broker.refresh(backEnd({ id: 'other' }), null)];
    await settle();
    expect(vended).toHaveLength(2);
    release();
    await Promise.all(both);
  });

  test('fails everybody who waits, and is not remembered', async () => {
    const { broker, vended } = rig([failure('FORBIDDEN'), lasting(300_000)]);
    const codes = await Promise.all([codeOf(broker.refresh(backEnd(), null)), codeOf(broker.refresh(backEnd(), null))]);
    expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await codeOf(broker.refresh(backEnd(), null))).toBe('ok');
    expect(vended).toHaveLength(2);
  });
});

describe('a stored token', () => {
  test.each([
    [20_000, [9_999], [10_001]],
    [60_000, [29_000], [30_001]],
    [300_000, [269_000], [270_001]],
    [3_600_000, [3_479_000], [3_480_001]],
  ])('of %d ms is refreshed ahead, and not before', async (ttlMs, good, stale) => {
    for (const [ages, expected] of [
      [good, 1],
      [stale, 2],
    ] as const) {
      const { broker, clock, vended } = rig(() => lasting(ttlMs));
      await broker.refresh(backEnd(), null);
      clock.now += ages[0]!;
      await broker.refresh(backEnd(), null);
      expect(vended).toHaveLength(expected);
    }
  });

  test('shorter than the margin does not loop: at most one request per 10 s', async () => {
    const { broker, clock, vended } = rig(() => lasting(20_000));
    for (let second = 0; second < 60; second += 1) {
      await broker.refresh(backEnd(), null);
      clock.now += 1_000;
    }
    expect(vended.length).toBeLessThanOrEqual(6);
  });

  test('is stale after two hours of sleep, and when the clock was set back', async () => {
    const { broker, clock, vended } = rig();
    await broker.refresh(backEnd(), null);
    clock.now += 2 * 3_600_000;
    await broker.refresh(backEnd(), null);
    clock.now -= 3_600_000;
    await broker.refresh(backEnd(), null);
    expect(vended).toHaveLength(3);
  });

  test.each(['apiUrl', 'tokenUrl', 'workflow', 'auth'] as const)('is not used after %s changed', async (field) => {
    const { broker, vended } = rig();
    await broker.refresh(backEnd(), null);
    const change = { apiUrl: 'https://api.example/v2', tokenUrl: 'https://api.example/t2', workflow: 'w', auth: 'key' };
    await broker.refresh(backEnd({ [field]: change[field] }), null);
    expect(vended).toHaveLength(2);
  });
});

describe('a refused token', () => {
  test('that is still the current one is replaced', async () => {
    const { broker, vended, token } = rig([lasting(300_000, 'first'), lasting(300_000, 'second')]);
    await broker.refresh(backEnd(), null);
    await broker.refresh(backEnd(), 'first');
    expect([vended.length, token()]).toEqual([2, 'second']);
  });

  test('that is no longer the current one causes no request', async () => {
    const { broker, vended } = rig();
    await broker.refresh(backEnd(), null);
    await broker.refresh(backEnd(), 'an older one');
    expect(vended).toHaveLength(1);
  });

  test('is replaced once for all who were refused with it', async () => {
    const { broker, vended } = rig([lasting(300_000, 'first'), lasting(300_000, 'second')]);
    await broker.refresh(backEnd(), null);
    await Promise.all([broker.refresh(backEnd(), 'first'), broker.refresh(backEnd(), 'first')]);
    expect(vended).toHaveLength(2);
  });

  test('is replaced even if a request that found it good is in flight', async () => {
    const { broker, token } = rig([lasting(300_000, 'first'), lasting(300_000, 'second')]);
    await broker.refresh(backEnd(), null);
    await Promise.all([broker.refresh(backEnd(), null), broker.refresh(backEnd(), 'first')]);
    expect(token()).toBe('second');
  });

  test('whose replacement is refused too asks the reader to sign in, without a loop', async () => {
    const { broker, vended } = rig([lasting(300_000, 'first'), lasting(300_000, 'second')]);
    await broker.refresh(backEnd(), null);
    await broker.refresh(backEnd(), 'first');
    expect(await codeOf(broker.refresh(backEnd(), 'second'))).toBe('SIGN_IN');
    expect(vended).toHaveLength(2);
  });
});

describe('while a request is in flight', () => {
  test('a sign-out discards its result', async () => {
    const { broker, stored, hold } = rig();
    const release = hold();
    const refresh = codeOf(broker.refresh(backEnd(), null));
    await settle();
    await broker.forget('docs');
    release();
    expect(await refresh).toBe('SIGN_IN');
    expect(stored.size).toBe(0);
  });

  test('a wipe discards it too', async () => {
    const { broker, stored, hold } = rig();
    const release = hold();
    const refresh = codeOf(broker.refresh(backEnd(), null));
    await settle();
    broker.discardFlights();
    release();
    expect(await refresh).toBe('SIGN_IN');
    expect(stored.size).toBe(0);
  });

  test('a sign-out during the wait between two tries ends them', async () => {
    const { broker, vended } = rig(() => failure('UNREACHABLE'));
    const refresh = codeOf(broker.refresh(backEnd(), null));
    await broker.forget('docs');
    expect(await refresh).toBe('UNREACHABLE');
    expect(vended.length).toBeLessThanOrEqual(1);
  });

  test('a change of the connection discards it and asks the new address', async () => {
    const { broker, stored, vended, hold } = rig([lasting(300_000, 'old'), lasting(300_000, 'new')]);
    const release = hold();
    const old = codeOf(broker.refresh(backEnd(), null));
    await settle();
    const moved = backEnd({ tokenUrl: 'https://api.example/elsewhere' });
    const renewed = codeOf(broker.refresh(moved, null));
    await settle();
    release();
    expect(await Promise.all([old, renewed])).toEqual(['SIGN_IN', 'ok']);
    expect(vended.map(({ connection }) => connection.tokenUrl)).toEqual([
      'https://api.example/token',
      'https://api.example/elsewhere',
    ]);
    expect(stored.get('docs')?.binding).toContain('elsewhere');
  });
});

describe('a back end that fails', () => {
  test.each([
    ['UNREACHABLE', {}, 4],
    ['SERVER', { status: 503 }, 4],
    ['SERVER', { status: 409 }, 2],
    ['BAD_ANSWER', {}, 2],
    ['SIGN_IN', {}, 1],
    ['FORBIDDEN', {}, 1],
    ['NOT_FOUND', {}, 1],
    ['NOT_JSON', {}, 1],
    ['MOVED', {}, 1],
    ['OFFLINE', {}, 1],
    ['BAD_REQUEST', {}, 1],
    ['NEEDS_PERMISSION', {}, 1],
  ] as const)('with %s %o is asked %d times', async (code, details, tries) => {
    const { broker, vended } = rig(() => failure(code, details));
    expect(await codeOf(broker.refresh(backEnd(), null))).toBe(code);
    expect(vended).toHaveLength(tries);
  });

  test('waits longer each time, at most 30 s, with full jitter', async () => {
    const { broker, waits } = rig(() => failure('UNREACHABLE'));
    await codeOf(broker.refresh(backEnd(), null));
    expect(waits).toEqual([1_000, 2_000, 4_000]);
  });

  test('and then works, stores one token', async () => {
    const { broker, vended, token } = rig([failure('SERVER', { status: 503 }), lasting(300_000, 'good')]);
    await broker.refresh(backEnd(), null);
    expect([vended.length, token()]).toEqual([2, 'good']);
  });

  test('asks for 3 s and gets them', async () => {
    const { broker, vended } = rig([failure('TOO_MANY', { retryAfterSeconds: 3 }), lasting(300_000)]);
    await broker.refresh(backEnd(), null);
    expect(vended[1]!.at - vended[0]!.at).toBeGreaterThanOrEqual(3_000);
  });

  test('asks for 20 s and is left alone that long: the reader is told instead', async () => {
    const { broker, clock, vended } = rig([failure('TOO_MANY', { retryAfterSeconds: 20 }), lasting(300_000)]);
    expect(await codeOf(broker.refresh(backEnd(), null))).toBe('TOO_MANY');
    clock.now += 5_000;
    const again = await broker.refresh(backEnd(), null).catch((error: AppError) => error.details);
    expect(again).toMatchObject({ retryAfterSeconds: 15 });
    expect(vended).toHaveLength(1);
    clock.now += 15_000;
    expect(await codeOf(broker.refresh(backEnd(), null))).toBe('ok');
  });

  test('without a Retry-After is tried again by our own backoff', async () => {
    const { broker, vended } = rig([failure('TOO_MANY'), lasting(300_000)]);
    await broker.refresh(backEnd(), null);
    expect(vended).toHaveLength(2);
  });

  test('is not asked again after a minute', async () => {
    const { broker, clock, vended } = rig(() => {
      clock.now += 40_000;
      return failure('UNREACHABLE');
    });
    expect(await codeOf(broker.refresh(backEnd(), null))).toBe('UNREACHABLE');
    expect(vended).toHaveLength(2);
  });
});

describe('a token that had expired on arrival', () => {
  test('is asked for once more', async () => {
    const { broker, vended, token } = rig([lasting(0, 'dead'), lasting(300_000, 'alive')]);
    await broker.refresh(backEnd(), null);
    expect([vended.length, token()]).toEqual([2, 'alive']);
  });

  test('twice means that a clock is wrong', async () => {
    const { broker, stored } = rig(() => lasting(0));
    expect(await codeOf(broker.refresh(backEnd(), null))).toBe('CLOCK');
    expect(stored.size).toBe(0);
  });
});

test('a bug in a dependency is not taken for a failure of the back end', async () => {
  const vend = vi.fn().mockRejectedValue(new TypeError('bug'));
  const nothing = () => Promise.resolve();
  const broker = createTokenBroker({
    vend,
    load: () => Promise.resolve(null),
    save: nothing,
    remove: nothing,
    now: () => 0,
    random: () => 0,
    wait: nothing,
  });
  await expect(broker.refresh(backEnd(), null)).rejects.toThrow(TypeError);
  expect(vend).toHaveBeenCalledOnce();
});
