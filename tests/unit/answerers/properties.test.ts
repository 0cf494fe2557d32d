import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask } from './ask';
import { code, german, japanese, page, retries, serialize } from './excerpts';

const squeeze = (text: string) => text.replace(/\s+/gu, ' ').trim();
const questions = fc.constantFrom(
  'Explain this',
  'Say it more simply',
  'Show an example',
  'What should I watch out for?',
  'Explain line by line',
  'What does it return?',
  'What can fail?',
  'Why?',
  'What is the default of retries?',
);
const excerpts = fc.constantFrom(serialize, retries, code, german, japanese, page);

/** Things a page may hold to break a reader of text: markup, Markdown, odd white space, halves of characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '```',
        '~~~',
        '\n',
        '\n\n',
        '> ',
        '# ',
        '* ',
        '1. ',
        '<script>',
        '[a](b)',
        '![x](y)',
        '**',
        '__init__',
        '`',
        '\\',
        '\u0000',
        '\u2028',
        '\ud800',
        '\u202e',
        'a_b',
        'Warning\n',
        'e.g. ',
        '...',
        '()',
        ' = ',
        'return x;',
        '日本語。',
        '|',
        '$1',
        '&lt;',
        '---',
      ),
      excerpts.map((text) => text.slice(0, 120)),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

describe('whatever the text', () => {
  test('a quote is a part of the text, word for word, but for white space and the end of a very long one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(excerpts, hostile), questions, async (text, question) => {
        const { quotes } = await ask(question, { passage: { text } });
        for (const quote of quotes) expect(squeeze(text)).toContain(squeeze(quote.replace(/ …$/u, '')));
      }),
      { numRuns: 400 },
    );
  });

  test('nothing is thrown, something is always said, citations stand at the end of their quotes', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile,
        hostile,
        hostile,
        fc.oneof(questions, hostile),
        async (text, pageText, lang, question) => {
          const {
            text: answer,
            citations,
            quotes,
          } = await ask(question, {
            passage: { text, lang, title: lang, headings: [pageText.slice(0, 50)], language: lang },
            page: { text: pageText },
          });
          expect(answer.length).toBeGreaterThan(10);
          // A fence cut short by hostile code would make the count differ.
          expect(citations.length).toBeGreaterThanOrEqual(quotes.length);
          for (const { at } of citations) expect(answer.slice(0, at)).toMatch(/\S$/u);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('text of a page is never Markdown in the answer', async () => {
    const text =
      'Use <b>bold</b> and *this* or [that](https://evil.example) here. ![x](https://evil.example/x.png) is an image.';
    const { text: answer } = await ask('Explain this', { page: { text } });
    expect(answer).toContain('\\<b\\>bold\\</b\\> and \\*this\\* or \\[that](https://evil.example)');
    expect(answer).toContain('!\\[x]');
  });

  test('code with fences inside stays one block', async () => {
    const { quotes } = await ask('Explain line by line', {
      passage: { text: 'a = 1\n```\n<img>\n```\nb()', language: 'js' },
    });
    expect(quotes.join('\n')).toContain('a = 1');
    const plain = 'const a = `x`;\nconst b = "````";\nrun(a, b);';
    expect((await ask('Explain line by line', { passage: { text: plain, language: 'js' } })).quotes).toEqual([plain]);
  });
});

describe('a text made to be slow is read all the same', () => {
  test.each([
    ['one word', 'a'.repeat(100_000)],
    ['one sentence', 'to a consider such '.repeat(6_000)],
    ['brackets', '('.repeat(50_000)],
    ['calls', 'f(x).'.repeat(20_000)],
    ['abbreviations', 'E.g. '.repeat(20_000)],
    ['headings', 'A\n\n'.repeat(30_000)],
    ['names', 'aB_c.dE'.repeat(10_000)],
    ['spaces', ' '.repeat(100_000)],
    ['new lines', `x\n`.repeat(50_000)],
    ['names in lines', `${'a.b\n'.repeat(20_000)}!`],
    ['accents', `e${'\u0301'.repeat(50_000)}`],
    ['marks', '`*_[<'.repeat(20_000)],
  ])('%s', async (_, text) => {
    for (const question of ['Explain this', 'Show an example', 'What does it return?', 'Where is the consider call?']) {
      // 20 seconds is the time a test may take; each of these takes a fraction of one.
      expect((await ask(question, { passage: { text }, page: { text } })).text).not.toBe('');
    }
  });
});
