import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readEnv } from '../../../proxy/env';
import { environmentText } from '../../../scripts/scaffold/environment';
import { scaffoldFiles } from '../../../scripts/scaffold/files';
import { readOptions } from '../../../scripts/scaffold/options';
import { writeScaffold } from '../../../scripts/scaffold/write';

const PUBLIC = ['--backend-url', 'https://chat.example.com'];
const LOCAL = ['--backend-url', 'http://127.0.0.1:8787'];
const UUID = '123e4567-e89b-12d3-a456-426614174000';
const ORIGIN = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;

describe('the arguments of npm run scaffold', () => {
  test.each([
    [['--kind', 'proxy'], '--backend-url must be an address'],
    [['--kind', 'proxy', '--backend-url', 'http://chat.example.com'], 'must begin with https://'],
    [['--kind', 'proxy', '--backend-url', 'https://a@chat.example.com'], 'without query, # and user'],
    [['--kind', 'proxy', ...PUBLIC, '--auth', 'none'], 'this machine only'],
    [['--kind', 'flask', ...PUBLIC], '--kind must be one of'],
    [['--kind', 'proxy', ...PUBLIC, '--db', 'postgres'], '--db must be one of'],
    [['--kind', 'proxy', ...PUBLIC, '--mode', 'docs'], 'each knows only its own'],
    [['--kind', 'chatkit', ...PUBLIC, '--mode', 'page'], 'each knows only its own'],
    [['--kind', 'proxy', ...PUBLIC, '--base-url', '/a"b/'], 'must be a path'],
    [['--kind', 'proxy', ...PUBLIC, '--site', 'https://docs.example.com'], 'must be hosts'],
    [['--kind', 'proxy', ...PUBLIC, '--origin', 'https://evil.example'], 'must be chrome-extension'],
    [['--kind', 'proxy', ...LOCAL, '--origin', 'moz-extension:'], 'any extension only with --auth key'],
    [['--nonsense'], '--nonsense'],
    [['--kind', 'orcheo', ...PUBLIC, '--orcheo-url', 'https://o.example'], 'must be the id (UUID)'],
    [['--kind', 'orcheo', ...PUBLIC, '--workflow', 'wf_68a1'], 'must be the id (UUID)'],
    [['--kind', 'orcheo', ...PUBLIC, '--workflow', UUID], '--orcheo-url must be'],
    [['--kind', 'orcheo', ...PUBLIC, '--workflow', UUID, '--orcheo-url', 'http://o.example'], '--orcheo-url must be'],
    [['--kind', 'orcheo', ...PUBLIC, '--mode', 'page'], 'each knows only its own'],
    [['--kind', 'openai', ...PUBLIC, '--workflow', UUID], 'as in wf_68a1'],
    [['--kind', 'openai', ...LOCAL, '--workflow', 'wf_68a1', '--auth', 'none'], 'would let anybody spend'],
    [['--kind', 'proxy', ...PUBLIC, '--workflow', 'wf_68a1'], 'belongs to --kind orcheo or openai'],
    [['--kind', 'proxy', ...PUBLIC, '--orcheo-url', 'https://o.example'], 'belongs to --kind orcheo'],
    [['--kind', 'chat-json', ...PUBLIC, '--frame'], '--frame is for'],
    [['--kind', 'proxy', ...PUBLIC, '--frame'], '--frame needs --origin'],
    [['--kind', 'proxy', ...PUBLIC, '--domain-key', 'a"b'], 'must be a domain key'],
    [['--kind', 'proxy', ...PUBLIC, '--script', 'javascript:alert(1)'], '--script must be an address'],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });

  test.each([
    ['textbook', '/textbook/'],
    ['/a/b', '/a/b/'],
    ['/', '/'],
  ])('the base path %s becomes %s', (typed, path) => {
    expect(readOptions(['--kind', 'proxy', ...PUBLIC, '--base-url', typed]).baseUrl).toBe(path);
  });
});

test('off this machine a key is made, new each time, and never appears in what is published', () => {
  const options = readOptions(['--kind', 'proxy', ...PUBLIC, '--origin', ORIGIN]);
  const [one, two] = [scaffoldFiles(options), scaffoldFiles(options)];
  const keyOf = (files: Record<string, string>) => /PROXY_KEY=(\S{43})/.exec(files['.env'] ?? '')?.[1] ?? '';
  expect(keyOf(one)).not.toBe('');
  expect(keyOf(one)).not.toBe(keyOf(two));
  const published = Object.entries(one).filter(([path]) => path !== '.env');
  expect(JSON.stringify(published)).not.toContain(keyOf(one));
  expect(one['.env']).toContain(`ALLOWED_ORIGINS=${ORIGIN}`);
});

describe('.env', () => {
  const kinds = [
    ['chat-json'],
    ['chatkit'],
    ['proxy'],
    ['orcheo', '--orcheo-url', 'https://o.example', '--workflow', UUID],
    ['openai', '--workflow', 'wf_68a1'],
  ];
  const filesOf = (...args: string[]) => scaffoldFiles(readOptions(['--kind', ...args]));
  const environment = (files: Record<string, string>) => parseEnv(files['.env'] ?? '');

  test.each(kinds)('of %s holds for a shell what it holds for Node', (...kind) => {
    const files = filesOf(...kind, ...PUBLIC, '--site', '*.example.com', '--name', 'Docs; # (of) $HOME *, `x` & "you"');
    const shell = execFileSync('sh', ['-e', '-c', 'set -a; eval "$(cat)"; exec env'], {
      input: files['.env'] ?? '',
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(shell.split('\n')).toEqual(
      expect.arrayContaining(Object.entries(environment(files)).map(([name, value]) => `${name}=${value}`)),
    );
  });

  test.each(kinds)(
    'of %s lets in any extension where readers have a key, and is silent where they have none',
    (...kind) => {
      const name = kind[0] === 'chat-json' || kind[0] === 'chatkit' ? 'DOCENT_ALLOWED_ORIGINS' : 'ALLOWED_ORIGINS';
      expect(environment(filesOf(...kind, ...PUBLIC))[name]).toBe('chrome-extension:,moz-extension:');
      const named = `${ORIGIN},moz-extension:`;
      expect(environment(filesOf(...kind, ...PUBLIC, '--origin', named))[name]).toBe(named);
      if (kind.length === 1) expect(environment(filesOf(...kind, ...LOCAL))[name]).toBeUndefined();
    },
  );

  test('has nothing in quotes that `docker run --env-file` would take for a part of it', () => {
    for (const kind of ['chat-json', 'chatkit']) expect(filesOf(kind, ...PUBLIC)['.env']).not.toMatch(/["']/);
  });

  test.each(['it’s', 'two\nlines', "it's"])('takes %j as it is or not at all', (value) => {
    const text = () => environmentText([['NAME', value]]);
    if (/['\n]/.test(value)) expect(text).toThrow('NAME');
    else expect(parseEnv(text())).toEqual({ NAME: value });
  });
});

test.each([
  ['chat-json', 'http://127.0.0.1:9123', '9123'],
  ['chatkit', 'http://localhost:9123/chat', '9123'],
  ['chat-json', 'http://localhost', '80'],
  ['chat-json', 'https://chat.example.com:8443', '8000'],
  ['proxy', 'http://127.0.0.1:9123', '9123'],
  ['proxy', 'https://chat.example.com/docent', '8787'],
  ['proxy', 'https://localhost:8443', '8787'],
])('%s at %s listens on port %s, and every file says so', (kind, address, port) => {
  const files = scaffoldFiles(readOptions(['--kind', kind, '--backend-url', address, '--auth', 'key']));
  expect(files['README.md']).toContain(`http://127.0.0.1:${port}\``);
  if (kind === 'proxy') {
    expect(files['.env']).toContain(`PORT=${port}\n`);
    expect(files['compose.yaml']).toContain(`'127.0.0.1:${port}:${port}'`);
  } else {
    expect(files['README.md']).toContain(`uvicorn docent:app --port ${port}\n`);
    expect(files['README.md']).toContain(`-p 127.0.0.1:${port}:${port} `);
    expect(files.Dockerfile).toContain(`"--port", "${port}"`);
    expect(files.Dockerfile).toContain(`EXPOSE ${port}\n`);
  }
  // Every one of the proxy's settings is one that it takes.
  if (kind === 'proxy') expect(readEnv(parseEnv(files['.env'] ?? ''), () => '').AUTH).toBe('key');
  expect(Object.values(files).join('\n')).not.toMatch(/\{\{/);
});

test('what a folder is for stays out of a repository: keys, conversations, packages', () => {
  const ignored = scaffoldFiles(readOptions(['--kind', 'chat-json', ...PUBLIC]))['.gitignore']?.split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', 'data/', 'docent.db*', '.venv/']));
});

test('the folder is where the person stands, wherever npm runs the script', () => {
  const args = ['--kind', 'proxy', ...PUBLIC];
  expect(readOptions([...args, '--out', 'chat'], '/home/ann/site').out).toBe(resolve('/home/ann/site/chat'));
  expect(readOptions(args).out).toBe(resolve('docent-backend'));
});

test('a file that is there is never written over', () => {
  const out = mkdtempSync(join(tmpdir(), 'docent-scaffold-'));
  try {
    const files = scaffoldFiles(readOptions(['--kind', 'proxy', ...PUBLIC]));
    writeScaffold(out, files);
    expect(() => writeScaffold(out, files)).toThrow('is there already');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
