import { describe, expect, test } from 'vitest';
import { installFailure, isUpToDate } from '../../../scripts/dependencies.mjs';
import { brokenRules } from '../../../scripts/store-rules.mjs';
import { BUDGET_MS, countsLine, countTests, sumCounts, timeLines } from '../../../scripts/test-report.mjs';

const file = (status: string, tests: string[], message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults: tests.map((state, index) => ({ status: state, fullName: `test ${index}` })),
});

describe('counting a run', () => {
  test('adds up what passed, failed and was skipped, with names', () => {
    const counts = countTests({ testResults: [file('failed', ['passed', 'failed', 'skipped', 'todo'])] }, 1);
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 2, failures: ['test 1'], skips: ['test 2', 'test 3'] });
  });

  test.each([
    ['a file that does not load', countTests({ testResults: [file('failed', [], 'no such module')] }, 1)],
    ['an error outside of any test', countTests({ testResults: [file('passed', ['passed'])] }, 1)],
    ['a run without a report', countTests(undefined, 0)],
  ])('%s is a failure', (_, counts) => expect(counts.failed).toBe(1));

  test('prints one line over all suites', () => {
    const one = countTests({ testResults: [file('passed', ['passed', 'passed'])] }, 0);
    const other = countTests({ testResults: [file('passed', ['passed', 'skipped'])] }, 0);
    expect(countsLine(sumCounts([one, other]))).toBe('3 passed, 0 failed, 1 skipped');
  });
});

describe('the time of a run', () => {
  const files = Array.from({ length: 12 }, (_, index) => ({ file: `${index}.test.ts`, ms: 1_000 * (index + 1) }));

  test('is said with its budget after the ten slowest files, the slowest first', () => {
    const lines = timeLines(files, 9 * 60_000 + 5_400);
    expect(lines).toHaveLength(12);
    expect(lines.slice(0, 2)).toEqual(['The slowest files:', '    12.0 s  11.test.ts']);
    expect(lines.at(-2)).toBe('     3.0 s  2.test.ts');
    expect(lines.at(-1)).toBe('Took 9 min 5 s, within its budget of 12 min 0 s on two idle cores.');
  });

  test('is said to be over its budget when it is', () => {
    expect(timeLines([], BUDGET_MS + 1)).toEqual(['Took 12 min 0 s, OVER its budget of 12 min 0 s on two idle cores.']);
  });
});

describe('installed packages', () => {
  const wanted = {
    packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } },
  };
  test.each([
    [
      'as the lock file says',
      { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } },
      true,
    ],
    [
      'of another version',
      { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } } },
      false,
    ],
    ['not all there', { packages: { 'node_modules/a': { version: '1.0.0' } } }, false],
    ['never installed', undefined, false],
  ])('%s', (_, installed, expected) => expect(isUpToDate(wanted, installed)).toBe(expected));

  test("another system's optional package need not be there", () => {
    const lock = { packages: { 'node_modules/only-on-mac': { version: '1.0.0', optional: true } } };
    expect(isUpToDate(lock, { packages: {} })).toBe(true);
  });

  test.each([
    ['npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED'],
    ['npm error request to https://registry.example/ failed, reason: getaddrinfo EAI_AGAIN registry.example'],
  ])('without a network, %j is said as that, and what to do', (output) => {
    expect(installFailure(output)).toMatch(/registry does not answer\. Go online.*run the same command again\.$/);
  });

  test('that cannot be installed for another reason leave what npm says, but for its stack', () => {
    const output = 'npm error code ENOSPC\nnpm error nospc No space left\nnpm error     at Object.write (node:fs:1:1)';
    expect(installFailure(output)).toBe(
      'The npm packages could not be installed. npm says:\nnpm error code ENOSPC\nnpm error nospc No space left',
    );
  });
});

describe('texts a store refuses', () => {
  test.each([
    'const s = "https://cdn.platform.openai.com/deployments/chatkit/chatkit"',
    'load("https://cdn.example.com/a/b.js")',
    "load('http://example.com/x.mjs')",
    '<script type="module" src="https://example.com/x"></script>',
    'import("https://example.com/x")',
    '//# sourceMappingURL=background.js.map',
    'new WebSocket("ws://localhost:3000")',
  ])('%s', (text) => expect(brokenRules(text)).not.toEqual([]));

  test.each([
    'fetch("https://example.com/api.json")',
    'see https://react.dev/errors/31',
    '<script type="module" src="/chunks/sidepanel.js"></script>',
    'const url = `${origin}/.well-known/docent.json`',
  ])('%s is fine', (text) => expect(brokenRules(text)).toEqual([]));
});
