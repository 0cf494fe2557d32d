import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
