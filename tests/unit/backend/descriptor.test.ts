import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followDescriptor, readDescriptor } from '../../../utils/backend/descriptor';
import { classifyHost } from '../../../utils/connection/network';
import { passageWayOf } from '../../../utils/connection/passage-way';
import { descriptor } from './back-end';

const PUBLIC = 'https://docs.example.com/.well-known/docent.json';
const LOCAL = 'http://127.0.0.1:8787/.well-known/docent.json';
const saved = { ...readDescriptor(descriptor, PUBLIC), id: 'c1' };

describe('a descriptor is refused when its chat is at', () => {
  test.each([
    ['http://docs.example.com/chatkit', PUBLIC],
    ['https://user:pw@docs.example.com/chatkit', PUBLIC],
    ['https://docs.example.com/chatkit#key=abc', PUBLIC],
    ['data:application/json,{}', PUBLIC],
    ['https://169.254.169.254/latest', PUBLIC],
    ['http://127.0.0.1:9222/json', PUBLIC],
    ['https://192.168.0.1/admin', PUBLIC],
    ['http://localhost:9222/json', 'https://wiki.corp/.well-known/docent.json'],
  ])('%s', (url, from) => {
    expect(() => readDescriptor({ ...descriptor, chatkit: { url } }, from)).toThrow('BAD_ANSWER');
  });
});

test('a descriptor on this computer may name any address the reader could', () => {
  const draft = readDescriptor({ ...descriptor, chatkit: { url: 'https://api.example.com/chatkit' } }, LOCAL);
  expect(draft.origins).toEqual(['https://api.example.com', 'http://127.0.0.1:8787']);
});

test('a descriptor that later names another origin is not followed until confirmed', () => {
  const moved = readDescriptor({ ...descriptor, token: { url: 'https://tokens.example.net/vend' } }, PUBLIC);
  expect(followDescriptor(saved, moved)).toEqual({ followed: null, unconfirmed: ['https://tokens.example.net'] });
});

test("a descriptor read again is followed within its origins, and the reader's own name and sites stay", () => {
  const mine = { ...saved, name: 'My docs', sites: [{ match: 'intern.example.com' }] };
  const changed = readDescriptor({ ...descriptor, chatkit: { url: '/v2/chatkit' }, greeting: 'New' }, PUBLIC);
  expect(followDescriptor(mine, changed).followed).toMatchObject({
    name: 'My docs',
    sites: [{ match: 'intern.example.com' }],
    apiUrl: 'https://docs.example.com/v2/chatkit',
    presentation: { greeting: 'New' },
  });
});

test('an owner says that the passage goes into the message, and what the reader set stays theirs', () => {
  const told = readDescriptor({ ...descriptor, passageInMessage: true }, PUBLIC);
  expect(passageWayOf(told)).toBe('message');
  expect(passageWayOf(readDescriptor({ ...descriptor, passageInMessage: 'yes' }, PUBLIC))).toBe('quote');
  const { followed } = followDescriptor({ ...saved, passageInMessage: false }, told);
  expect(passageWayOf(followed!)).toBe('quote');
});

test('whatever a back end answers, it becomes a safe connection or BAD_ANSWER, and pollutes nothing', () => {
  const hostile = fc.record(
    {
      name: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\u202egnp.exe'), fc.anything()),
      kind: fc.constantFrom('chatkit', 'device', 'orcheo', '__proto__'),
      chatkit: fc.oneof(fc.record({ url: fc.oneof(fc.webUrl(), fc.string()) }), fc.anything()),
      token: fc.oneof(fc.record({ url: fc.webUrl() }), fc.anything()),
      auth: fc.constantFrom('none', 'key', 'x'),
      starters: fc.anything(),
      ['__proto__']: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(hostile, (body) => {
      try {
        const draft = readDescriptor(JSON.parse(JSON.stringify(body)), PUBLIC);
        for (const origin of draft.origins) expect(classifyHost(new URL(origin).hostname)).toBe('public');
        expect(draft.name).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      } catch (error) {
        expect(error).toMatchObject({ code: 'BAD_ANSWER' });
      }
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
