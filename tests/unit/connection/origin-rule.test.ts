import { expect, test } from 'vitest';
import { goesWithoutOrigin, originRules, originsLine } from '../../../utils/connection/origin-rule';

const ollama = (apiUrl: string, more: object = {}) => ({
  kind: 'model' as const,
  apiUrl,
  model: { name: 'llama3', server: 'ollama' as const, withoutOrigin: true },
  ...more,
});

test('a rule is for our own requests to exactly one address', () => {
  const connections = [
    ollama('http://127.0.0.1:11434/v1'),
    ollama('http://127.0.0.1:11434/other/v1'),
    ollama('https://ollama.lan/v1'),
  ];
  expect(originRules(connections, 'our-id')).toEqual(
    ['http://127.0.0.1:11434/', 'https://ollama.lan/'].map((address, index) => ({
      id: index + 1,
      priority: 1,
      action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
      condition: { urlFilter: `|${address}`, initiatorDomains: ['our-id'], resourceTypes: ['xmlhttprequest'] },
    })),
  );
});

test.each([
  ['one that did not refuse us', ollama('http://127.0.0.1:11434/v1', { model: { server: 'ollama' } })],
  ['one on the internet', ollama('https://ollama.example.com/v1')],
  ['another kind', ollama('http://127.0.0.1:11434/v1', { kind: 'chatkit' })],
  ['one of a policy', ollama('http://127.0.0.1:11434/v1', { managed: true })],
])('there is none for %s', (_name, connection) => {
  expect(goesWithoutOrigin(connection)).toBe(false);
  expect(originRules([connection], 'our-id')).toEqual([]);
});

test.each([
  [false, 'MacIntel', 'launchctl setenv OLLAMA_ORIGINS "chrome-extension://*"'],
  [true, 'Win32', 'setx OLLAMA_ORIGINS "moz-extension://*"'],
  [true, 'Linux x86_64', 'OLLAMA_ORIGINS="moz-extension://*" ollama serve'],
])('the line that lets extensions in: %s, %s', (isFirefox, platform, line) =>
  expect(originsLine(isFirefox, platform)).toBe(line),
);
