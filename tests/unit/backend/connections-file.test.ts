import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConnectionsFile, writeConnectionsFile } from '../../../utils/backend/connections-file';
import { connectionSchema, deviceConnection } from '../../../utils/connection/schema';
import { backEnd } from '../background/token/connections';

const READER = '0f0e0d0c-0b0a-4908-8706-050403020100';
const hosted = backEnd({
  id: 'one',
  name: 'Workflow',
  kind: 'openai-hosted',
  sessions: 'chatkit-link',
  workflow: 'wf_68a1b2c3',
  user: READER,
  frameUrl: 'https://frame.example/docent/?token=canary-frame',
  apiUrl: 'https://api.example/api/create-session?key=canary-api',
  signInUrl: 'https://api.example/sign-in?code=canary-code',
  sites: [{ match: 'docs.example.com', mode: 'passage' }],
});
let made = 0;
const makeId = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
const read = (text: string, known = [deviceConnection]) => readConnectionsFile(text, known, makeId);
const fileOf = (change: object) =>
  JSON.stringify({ format: 'docent-connections', version: 1, connections: [{ ...backEnd(), ...change }] });

describe('the file of back ends', () => {
  test('has no secret, no reader’s name, nothing managed and nothing built in', () => {
    const text = writeConnectionsFile([deviceConnection, hosted, backEnd({ id: 'two', managed: true })]);
    expect(text).not.toMatch(/canary|\?|"user"|"managed"|"pending"/);
    expect(text).not.toContain(READER);
    expect((JSON.parse(text) as { connections: unknown[] }).connections).toHaveLength(1);
  });

  test('is read back under new ids, with a reader’s name of its own', () => {
    const [back] = read(writeConnectionsFile([hosted]));
    expect(back).toMatchObject({ name: 'Workflow', workflow: 'wf_68a1b2c3', sites: hosted.sites });
    expect(back?.id).not.toBe(hosted.id);
    expect(back?.user).toMatch(/^[0-9a-f-]{36}$/);
    expect(back?.user).not.toBe(READER);
    expect(back?.origins).toEqual(['https://api.example', 'https://frame.example']);
  });

  test('keeps whether the passage goes into the message', () => {
    const told = backEnd({ passageInMessage: true, presentation: { passageInMessage: false } });
    const [back] = read(writeConnectionsFile([told]));
    expect(back).toMatchObject({ passageInMessage: true, presentation: { passageInMessage: false } });
    expect(read(fileOf({ passageInMessage: 'yes' }))).toEqual([]);
  });

  test('adds nothing that is already there', () => {
    const kept = backEnd();
    expect(read(writeConnectionsFile([kept]), [kept])).toEqual([]);
  });
});

describe('a file of somebody else’s', () => {
  test.each([
    ['an address that is no address', { apiUrl: 'not an address' }],
    ['plain http', { apiUrl: 'http://api.example/chatkit' }],
    ['a script', { apiUrl: 'javascript:alert(1)' }],
    ['a password in the address', { apiUrl: 'https://a:b@api.example/' }],
    ['a key in the address', { apiUrl: 'https://api.example/#key=abc' }],
    ['this computer’s metadata', { tokenUrl: 'https://169.254.169.254/token' }],
    ['a frame page that is a script', { frameUrl: 'data:text/html,x' }],
    ['a sign-in page that is a script', { signInUrl: 'javascript:alert(1)' }],
    ['a provider without an address', { auth: 'oidc', oidc: { issuer: 'nowhere', clientId: 'a' } }],
    ['a further origin without an address', { oidc: { issuer: 'https://id.example', clientId: 'a', origins: ['x'] } }],
    ['sessions elsewhere', { kind: 'chat-json', chat: { dialect: 'json', sessionsUrl: 'file:///etc' } }],
    ['the built-in kind', { kind: 'device' }],
    ['an unknown kind', { kind: 'telepathy' }],
    ['a name without letters', { name: '   ' }],
    ['a name without end', { name: 'x'.repeat(61) }],
  ])('with %s is not taken', (_what, change) => expect(read(fileOf(change))).toEqual([]));

  test('cannot turn the letters of a name round, nor answer for every site', () => {
    const [back] = read(
      fileOf({
        name: 'Docs \u202egro.elpmaxe\u202c',
        sites: ['*://*/*', '*', 'https://*/*', '*.*', 'docs.example.com', '*.example.org/guide'].map((match) => ({
          match,
        })),
        presentation: { greeting: 'Hi\u200b\u2066', starters: ['Wh\u202ay?'] },
      }),
    );
    expect(back).toMatchObject({
      name: 'Docs gro.elpmaxe',
      sites: [{ match: 'docs.example.com' }, { match: '*.example.org/guide' }],
      presentation: { greeting: 'Hi', starters: ['Wh y?'] },
    });
  });

  test('cannot lock a back end, name a reader, take an id or widen what may be asked', () => {
    const [back] = read(
      fileOf({ id: 'device', managed: true, pending: true, user: READER, origins: ['https://evil.example'] }),
    );
    expect(back?.id).not.toBe('device');
    expect(back).not.toHaveProperty('managed');
    expect(back).not.toHaveProperty('pending');
    expect(back).not.toHaveProperty('user');
    expect(back?.origins).toEqual(['https://api.example']);
  });

  test('keeps only links that are https', () => {
    const presentation = { supportUrl: 'javascript:alert(1)', privacyUrl: 'https://example.com/privacy' };
    expect(read(fileOf({ presentation }))[0]?.presentation).toEqual({ privacyUrl: presentation.privacyUrl });
  });

  test.each([
    ['no JSON', '{'],
    ['another format', '{"format":"x","version":1,"connections":[]}'],
    ['a later version', '{"format":"docent-connections","version":2,"connections":[]}'],
    ['too many', JSON.stringify({ format: 'docent-connections', version: 1, connections: Array(201).fill(backEnd()) })],
    ['entries that are none', '{"format":"docent-connections","version":1,"connections":[null,1,"x",[]]}'],
  ])('with %s gives nothing', (_what, text) => expect(read(text)).toEqual([]));

  test('of any shape never throws, and what it gives can be stored', () => {
    const field = fc.constantFrom(...Object.keys(connectionSchema.shape));
    fc.assert(
      fc.property(fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.webUrl(), fc.string())), (change) => {
        for (const connection of read(fileOf(change)))
          expect(connectionSchema.safeParse(connection).success).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
