import { describe, expect, test } from 'vitest';
import { nextSentences } from '../../../../chatkit/element/thread/announcements';

describe('an answer is announced', () => {
  test('by whole sentences, each once', () => {
    let offset = 0;
    const spoken: string[] = [];
    for (const text of [
      'Use json',
      'Use json.dumps. It',
      'Use json.dumps. It works. And',
      'Use json.dumps. It works. And more',
    ]) {
      const next = nextSentences(text, offset, false, 'en');
      offset = next.offset;
      if (next.spoken !== '') spoken.push(next.spoken);
    }
    spoken.push(nextSentences('Use json.dumps. It works. And more', offset, true, 'en').spoken);
    expect(spoken).toEqual(['Use json.dumps.', 'It works.', 'And more']);
  });

  test('without the marks of Markdown', () => {
    expect(nextSentences('## A **bold** [link](https://x.y)\n\n```js\ncode\n```\n- item', 0, true, 'en').spoken).toBe(
      'A bold link code item',
    );
  });
});
