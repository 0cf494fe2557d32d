import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EnvError, readEnv } from '../../../proxy/env';
import { envSchema, secretNames } from '../../../proxy/env-schema';
import { EXTENSION, KEY } from './harness';

const read = (source: Record<string, string>, files: Record<string, string> = {}) =>
  readEnv(source, (path) => {
    const content = files[path];
    if (content === undefined) throw new Error(`ENOENT ${path}`);
    return content;
  });

function problemsOf(source: Record<string, string>, files?: Record<string, string>): string[] {
  try {
    read(source, files);
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.problems;
  }
}

test('with nothing set the proxy listens on this machine alone, asks for no key and answers with quotes', () => {
  expect(read({})).toMatchObject({ HOST: '127.0.0.1', PORT: 8787, AUTH: 'none', exposed: false, model: false });
});

describe('a shared key is required', () => {
  test.each<[string, Record<string, string>]>([
    ['as soon as a model key is set', { OPENAI_API_KEY: 'sk-live-3f9a' }],
    ['when one is given', { PROXY_KEY: KEY }],
    ['when the proxy listens elsewhere too', { HOST: '0.0.0.0', ALLOWED_ORIGINS: EXTENSION }],
    ['when a server stands in front', { PUBLIC_URL: 'https://docent.example.com', ALLOWED_ORIGINS: EXTENSION }],
  ])('%s', (_, source) => {
    expect(read(source).AUTH).toBe('key');
  });
});

test('a compatible server on this machine needs no key', () => {
  expect(read({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/' })).toMatchObject({
    model: true,
    AUTH: 'none',
    OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
  });
});

test.each<[string, Record<string, string>, number, boolean]>([
  ['on this machine', { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }, 900, false],
  ['on this machine, by another name', { OPENAI_BASE_URL: 'http://[::1]:8080/v1' }, 900, false],
  ['of OpenAI', { OPENAI_API_KEY: 'sk-live-3f9a' }, 120, true],
  ['elsewhere', { OPENAI_BASE_URL: 'https://llm.example/v1' }, 120, false],
  [
    'as it is set',
    { OPENAI_BASE_URL: 'http://localhost:1/v1', OPENAI_FIRST_TOKEN_SECONDS: '3', OPENAI_IMAGES: 'on' },
    3,
    true,
  ],
])('a model %s has its own time to begin, and eyes or none', (_, source, seconds, takesImages) => {
  expect(read(source)).toMatchObject({ firstTokenMs: seconds * 1_000, takesImages, OPENAI_SILENCE_SECONDS: 60 });
});

describe('is refused at start', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a port out of range', { PORT: '70000' }, 'PORT must be a whole number from 0 to 65535'],
    ['a port that is no number', { PORT: '80a' }, 'PORT must be'],
    [
      'no sign-in for everyone',
      { HOST: '0.0.0.0', AUTH: 'none', ALLOWED_ORIGINS: EXTENSION },
      'AUTH may be "none" only',
    ],
    [
      'no sign-in behind a public address',
      { PUBLIC_URL: 'https://a.example', AUTH: 'none', ALLOWED_ORIGINS: EXTENSION },
      'AUTH may be "none" only',
    ],
    [
      'no sign-in with a model key',
      { OPENAI_API_KEY: 'sk-live-3f9a', AUTH: 'none' },
      'AUTH may not be "none" with OPENAI_API_KEY',
    ],
    ['an unknown sign-in', { AUTH: 'basic' }, 'AUTH must be "none" or "key"'],
    ['a short key', { PROXY_KEY: 'short' }, 'PROXY_KEY must be at least 32'],
    ['a placeholder key', { PROXY_KEY: 'change-me-change-me-change-me-change-me' }, 'PROXY_KEY is still a placeholder'],
    ['a key of one character', { PROXY_KEY: 'a'.repeat(40) }, 'PROXY_KEY is still a placeholder'],
    ['a key with spaces', { PROXY_KEY: `${KEY} ${KEY}` }, 'PROXY_KEY must be one word'],
    ['a placeholder model key', { OPENAI_API_KEY: 'sk-...' }, 'OPENAI_API_KEY is still a placeholder'],
    ['a model key to fill in', { OPENAI_API_KEY: '<your key>' }, 'OPENAI_API_KEY must be one word'],
    ['an old key without a new one', { PROXY_KEY_PREVIOUS: KEY }, 'PROXY_KEY_PREVIOUS needs PROXY_KEY'],
    ['plain http to another machine', { OPENAI_BASE_URL: 'http://llm.example/v1' }, 'OPENAI_BASE_URL must be https'],
    [
      'a key in an address',
      { OPENAI_BASE_URL: 'https://k:s@llm.example/v1' },
      'OPENAI_BASE_URL must hold no user name',
    ],
    ['an address that is none', { PUBLIC_URL: 'docent' }, 'PUBLIC_URL must be a web address'],
    ['an address of another kind', { PUBLIC_URL: 'file:///etc' }, 'PUBLIC_URL must be a web address'],
    ['any Firefox extension without a key', { ALLOW_MOZ_EXTENSION: 'any' }, 'ALLOW_MOZ_EXTENSION needs AUTH=key'],
    ['any extension without a key', { ALLOWED_ORIGINS: 'chrome-extension:' }, 'any extension only with AUTH=key'],
    ['any other word for it', { ALLOW_MOZ_EXTENSION: 'yes' }, 'ALLOW_MOZ_EXTENSION must be "any"'],
    ['everyone without an extension named', { HOST: '0.0.0.0' }, 'ALLOWED_ORIGINS must name the extension'],
    ['a token for a day', { TOKEN_TTL_SECONDS: '86400' }, 'TOKEN_TTL_SECONDS must be'],
    ['a token that ends at once', { TOKEN_TTL_SECONDS: '5' }, 'TOKEN_TTL_SECONDS must be'],
    ['a colour by name', { ACCENT: 'green' }, 'ACCENT must be a colour'],
    ['too many questions', { STARTERS: 'a|b|c|d|e|f|g' }, 'STARTERS must be at most 6'],
    ['a host with a port', { ALLOWED_HOSTS: 'a.example:80' }, 'ALLOWED_HOSTS must be'],
  ])('%s', (_, source, sentence) => {
    expect(problemsOf(source)).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });

  test.each([
    'https://docs.example.com/',
    'https://docs.example.com/path',
    'http://docs.example.com',
    'https://Docs.example.com',
    'https://docs.example.com:443',
    '*',
    'null',
    'chrome-extension://abc',
    `${EXTENSION}/`,
    EXTENSION.toUpperCase(),
    'moz-extension://0B1C2D3E-4f50-6172-8394-a5b6c7d8e9f0',
    'moz-extension:/',
    'safari-web-extension:',
    'https:',
  ])('%s as an origin', (origin) => {
    expect(problemsOf({ PROXY_KEY: KEY, ALLOWED_ORIGINS: origin })[0]).toContain('ALLOWED_ORIGINS must be');
  });
});

test('everything that is wrong is named at once', () => {
  expect(problemsOf({ PORT: 'x', AUTH: 'y', ACCENT: 'z' })).toHaveLength(3);
});

test('no sentence repeats a value', () => {
  const canary = 'canary-5d1e';
  const wrong = Object.fromEntries(Object.keys(envSchema.shape).map((name) => [name, `${canary} <`]));
  const problems = problemsOf(wrong);
  expect(problems.length).toBeGreaterThan(20);
  expect(problems.join('\n')).not.toContain(canary);
});

describe('a secret from a file', () => {
  test.each(secretNames)('%s', (name) => {
    const orcheo = { ORCHEO_URL: 'https://orcheo.example', ORCHEO_WORKFLOW_ID: '123e4567-e89b-12d3-a456-426614174000' };
    const source = {
      PROXY_KEY: KEY,
      [`${name}_FILE`]: '/run/secret',
      ...(name === 'ORCHEO_SERVICE_TOKEN' ? orcheo : {}),
    };
    if (name === 'PROXY_KEY') delete (source as Record<string, string>)['PROXY_KEY'];
    expect(read(source, { '/run/secret': `${KEY}\n` })[name]).toBe(KEY);
  });
  test.each<[string, Record<string, string>, string]>([
    ['that is not there', { PROXY_KEY_FILE: '/nowhere' }, 'PROXY_KEY_FILE cannot be read'],
    ['that is empty', { PROXY_KEY_FILE: '/empty' }, 'PROXY_KEY_FILE names an empty file'],
    ['beside the value', { PROXY_KEY: KEY, PROXY_KEY_FILE: '/key' }, 'PROXY_KEY and PROXY_KEY_FILE are both set'],
  ])('%s is refused', (_, source, sentence) => {
    expect(problemsOf(source, { '/empty': ' \n', '/key': KEY })).toContain(sentence);
  });
});

test('empty values count as unset, as container files write them', () => {
  expect(read({ PORT: '', OPENAI_API_KEY: ' ', PROXY_KEY: '', ALLOWED_ORIGINS: '' })).toMatchObject({ AUTH: 'none' });
});

test('README.md has one row for every variable', () => {
  const readme = readFileSync(new URL('../../../proxy/README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual(Object.keys(envSchema.shape).toSorted());
});
