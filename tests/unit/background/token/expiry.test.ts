import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_TTL_MS,
  type ExpiryFields,
  MAX_TTL_MS,
  parseInstant,
  readTtlMs,
} from '../../../../utils/background/token/expiry';
import { jwt } from './connections';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const SECOND = NOW / 1_000;
const DATE = 'Sat, 21 Nov 2026 10:00:00 GMT';
const MINUTE = 60_000;

const shapes: [string, ExpiryFields, string, number][] = [
  ['expires_in in seconds', { expires_in: 300 }, 'opaque', 300_000],
  ['expires_in as a string', { expires_in: '300' }, 'opaque', 300_000],
  ['expires_in with a fraction', { expires_in: 90.5 }, 'opaque', 90_500],
  ['expires_after.seconds', { expires_after: { anchor: 'created_at', seconds: 600 } }, 'opaque', 600_000],
  ['expires_at in seconds', { expires_at: SECOND + 300 }, 'opaque', 300_000],
  ['expires_at in seconds with a fraction', { expires_at: SECOND + 300.25 }, 'opaque', 300_250],
  ['expires_at in milliseconds', { expires_at: NOW + 300_000 }, 'opaque', 300_000],
  ['expires_at as a string number', { expires_at: String(SECOND + 300) }, 'opaque', 300_000],
  ['expires_at as ISO', { expires_at: '2026-11-21T10:05:00Z' }, 'opaque', 300_000],
  ['expires_at as ISO with an offset', { expires_at: '2026-11-21T12:05:00+02:00' }, 'opaque', 300_000],
  ['expires_at as ISO without a zone', { expires_at: '2026-11-21T10:05:00.000' }, 'opaque', 300_000],
  ['a JWT', {}, jwt({ iat: SECOND, exp: SECOND + 300 }), 300_000],
  ['a JWT without iat', {}, jwt({ exp: SECOND + 300 }), 300_000],
  ['the shorter of two', { expires_in: 3_600 }, jwt({ iat: SECOND, exp: SECOND + 300 }), 300_000],
  ['nothing', {}, 'opaque', DEFAULT_TTL_MS],
  ['null everywhere', { expires_at: null, expires_in: null, expires_after: null }, 'opaque', DEFAULT_TTL_MS],
  ['a negative length', { expires_in: -5 }, 'opaque', DEFAULT_TTL_MS],
  ['a negative instant', { expires_at: -5 }, 'opaque', DEFAULT_TTL_MS],
  ['the year 9999', { expires_at: '9999-12-31T23:59:59Z' }, 'opaque', MAX_TTL_MS],
  ['a length of years', { expires_in: 1e12 }, 'opaque', MAX_TTL_MS],
  ['words', { expires_at: 'tomorrow', expires_in: 'soon' }, 'opaque', DEFAULT_TTL_MS],
  ['a broken JWT', {}, 'a.b.c', DEFAULT_TTL_MS],
];

describe.each(shapes)('expiry from %s', (_title, fields, token, expected) => {
  test('is read as its length', () => expect(readTtlMs(token, fields, DATE, NOW)).toBe(expected));
});

describe('a clock that is wrong', () => {
  const skews = [-10 * MINUTE, 0, 10 * MINUTE, 400 * 24 * 60 * MINUTE];
  test.each(skews)('by %d ms changes nothing where the server tells its own time', (skew) => {
    const fields = { expires_at: SECOND + 300 };
    expect(readTtlMs('opaque', fields, DATE, NOW + skew)).toBe(300_000);
    expect(readTtlMs('opaque', { ...fields, server_time: SECOND }, null, NOW + skew)).toBe(300_000);
    expect(readTtlMs(jwt({ iat: SECOND, exp: SECOND + 300 }), {}, null, NOW + skew)).toBe(300_000);
  });

  test.each(skews)('by %d ms leaves between a minute and a day where the server tells nothing', (skew) => {
    const ttl = readTtlMs('opaque', { expires_at: SECOND + 300 }, null, NOW + skew);
    expect(ttl).toBeGreaterThanOrEqual(DEFAULT_TTL_MS);
    expect(ttl).toBeLessThanOrEqual(MAX_TTL_MS);
  });

  test('is not blamed on a malformed Date header', () => {
    expect(readTtlMs('opaque', { expires_at: SECOND + 300 }, 'yesterday-ish', NOW)).toBe(300_000);
  });
});

test('a token that had expired by the server’s own clock lasts 0 ms', () => {
  expect(readTtlMs('opaque', { expires_at: SECOND - 1 }, DATE, NOW)).toBe(0);
});

test('any field of any type gives a length between 0 and a day', () => {
  const field = fc.anything({ maxDepth: 2 });
  fc.assert(
    fc.property(
      fc.string(),
      fc.record({ expires_at: field, expires_in: field, expires_after: field, server_time: field }),
      fc.option(fc.string(), { nil: null }),
      (token, fields, date) => {
        const ttl = readTtlMs(token, fields, date, NOW);
        expect(ttl).toBeGreaterThanOrEqual(0);
        expect(ttl).toBeLessThanOrEqual(MAX_TTL_MS);
      },
    ),
  );
});

test('seconds and milliseconds are told apart by their size', () => {
  expect(parseInstant(99_999_999_999)).toBe(99_999_999_999_000);
  expect(parseInstant(100_000_000_000)).toBe(100_000_000_000);
  expect(parseInstant(1e14)).toBeUndefined();
});
