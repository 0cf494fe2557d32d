import { describe, expect, test } from 'vitest';
import { measureReading, spread } from '../../../scripts/eval/pages/measure';

const SENTENCE = 'A pool keeps connections open because a handshake takes long.';
const truth = {
  text: `Pools\n${SENTENCE}\nTimeouts\nconst pool = open();\nmode\ntime\nfast\n1 s\n`,
  code: ['const pool = open();'],
  tables: [['mode\ntime', 'fast\n1 s']],
};
const whole = `# Pools\n\n${SENTENCE}\n\n## Timeouts\n\n\`\`\`\nconst pool = open();\n\`\`\`\n\n| mode | time |\n| fast | 1 s |`;

describe('a reading of a page', () => {
  test('that has all of it has all of each', () => {
    expect(measureReading(whole, truth)).toEqual({ runs: 1, code: 1, tables: 1, junk: 0 });
  });
  test('loses runs with the words that it lacks', () => {
    const { runs } = measureReading(whole.replace('handshake', ''), truth);
    expect(runs).toBeCloseTo(1 - 4 / 17, 1);
  });
  test.each([
    ['code that is no block', whole.replaceAll('```', ''), 'code'],
    ['code that lacks a word', whole.replace('const ', ''), 'code'],
    ['a table whose rows are broken over lines', whole.replace('fast | ', 'fast\n'), 'tables'],
  ] as const)('does not keep %s', (_, reading, column) => {
    expect(measureReading(reading, truth)[column]).toBe(0);
  });
  test('counts as junk what the page says elsewhere', () => {
    const { junk, runs } = measureReading(`${whole}\n\nHome Guide Reference Blog`, truth);
    expect(runs).toBe(1);
    expect(junk).toBeCloseTo(4 / 26, 1);
  });
  test('of a page without code or tables says so', () => {
    expect(measureReading(SENTENCE, { text: SENTENCE, code: [], tables: [] })).toMatchObject({
      code: undefined,
      tables: undefined,
    });
  });
});

test('the middle and the worst of all', () => {
  expect(spread([0.9, 0.5, 1])).toEqual({ median: 0.9, worst: 0.5 });
});
