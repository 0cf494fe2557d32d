import { describe, expect, test } from 'vitest';
import { englishStrings as strings } from '../../../chatkit/answerers/extractive';
import { ask } from './ask';
import { code, german, japanese, loop, page, retries, serialize } from './excerpts';

const passage = (text: string, more: { lang?: string; headings?: string[] } = {}) => ({ passage: { text, ...more } });

describe('a question the passage answers is answered with its words', () => {
  test.each<[string, string, string]>([
    ['What does skipkeys do?', serialize, 'If skipkeys is true (default: False)'],
    ['What is the default of check_circular?', serialize, 'If check_circular is false (default: True)'],
    ['what happens with non-string keys', serialize, 'That is, loads(dumps(x)) != x'],
    ['When does it raise a RecursionError?', serialize, 'will result in a RecursionError (or worse).'],
    ['What changed in version 3.6?', serialize, 'All optional parameters are now keyword-only.'],
    ['Are dictionary keys converted?', serialize, 'all the keys of the dictionary are coerced to strings.'],
    ['What is the difference between loads and dumps?', serialize, 'loads(dumps(x)) != x'],
    ['Show an example of json.dumps', serialize, ">>> json.dumps(['foo'"],
    ['How many times does it retry?', retries, 'up to 4 times, e.g. after a 503.'],
    ['How long does it wait between attempts?', retries, 'waits 250 ms'],
    ['Why are requests with a body never retried?', retries, 'because the server may have applied'],
    ['Can I share a client between threads?', retries, 'Do not share one client between worker threads.'],
    ['What does readConfig throw?', code, "throw new TypeError('A configuration needs a name.');"],
    ['Wie lange bleibt ein Eintrag im Zwischenspeicher?', german, 'behält jeden Eintrag 30 Minuten lang.'],
    ['Was passiert, wenn die Grenze erreicht ist?', german, 'fällt der älteste Eintrag heraus.'],
    ['最大サイズは何ですか', japanese, '最大サイズは500件です。'],
    ['エントリはいつ削除されますか', japanese, '次回のアクセス時に削除されます。'],
  ])('%s', async (question, text, expected) => {
    const { quotes, text: answer } = await ask(question, passage(text));
    expect(quotes.join('\n')).toContain(expected);
    expect(answer).toContain(strings.fromPassage);
  });
});

describe('a question the passage does not answer is given what is closest, not an answer', () => {
  test.each<[string, string]>([
    ['What is the capital of France?', serialize],
    ['How do I install numpy?', serialize],
    ['Does dumps support YAML?', serialize],
    ['Is it thread-safe?', serialize],
    ['Is json.dumps thread-safe?', serialize],
    ['How long does it take?', serialize],
    ['Who wrote this module?', serialize],
    ['What is the maximum recursion depth of json.dumps?', serialize],
    ['What is ensure_ascii?', serialize],
    ['Which license applies?', serialize],
    ['How many arguments does it take?', serialize],
    ['How do I use this in Django?', serialize],
    ['What does sort_keys do?', serialize],
    ['How do I set a proxy?', retries],
    ['What is the maximum response size?', retries],
    ['Does it work in Safari?', retries],
    ['What does client.post return?', retries],
    ['Tell me a joke about cats', retries],
    ['What type of value does idempotent return by default?', retries],
    ['Client, requests, body, server, attempts, connection, pool or YAML?', retries],
    ['Does the client retry a failed YAML request?', retries],
    ['Is `retries` of `client` atomic?', retries],
    ['Are `client` and `retries` atomic?', retries],
    ['Is sleep() thread-safe?', loop],
    ['How do I write the configuration back to disk?', code],
    ['Wie heißt die Hauptstadt der Mongolei?', german],
    ['Welche Lizenz gilt für das Paket?', german],
    ['日本の首都はどこですか', japanese],
  ])('%s', async (question, text) => {
    const { quotes, text: answer, wantsPage } = await ask(question, passage(text));
    expect(answer.startsWith(strings.closest)).toBe(true);
    expect(answer.endsWith(strings.includePage)).toBe(true);
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.length).toBeLessThanOrEqual(3);
    expect(wantsPage).toBe(true);
  });
});

describe('a ready-made question quotes what fits it', () => {
  test.each<[string, string, string[]]>([
    ['Explain this', serialize, ['Serialize obj to a JSON formatted str using this conversion table.']],
    ['Say it more simply', serialize, ['Keys in key/value pairs of JSON are always of the type str.']],
    ['Show an example', serialize, ['Encoding basic Python object hierarchies:', '>>> import json']],
    ['What should I watch out for?', serialize, ['may not equal the original one.']],
    ['What does it return?', serialize, ['Serialize obj to a JSON formatted str']],
    ['What can fail?', serialize, ['raising a TypeError.', 'RecursionError']],
    ['Explain line by line', serialize, ['>>> import json']],
    ['What should I watch out for?', retries, ['Do not share one client', 'never retried']],
    ['Show an example', retries, ['const client = new Client({ retries: 4 });']],
    ['Why?', retries, ['because the server may have applied']],
    ['Explain line by line', code, ['async function readConfig(path) {']],
    ['Explain this', code, ['async function readConfig(path) {']],
    ['What does it return?', code, ['return { ...defaults, ...config };']],
    ['What can fail?', code, ["throw new TypeError('A configuration needs a name.');"]],
    ['Erkläre das', german, ['Der Zwischenspeicher behält jeden Eintrag']],
    ['Erklär das einfacher', german, ['Die Größe ist auf 500 Einträge begrenzt.']],
    ['説明してください', japanese, ['キャッシュは各エントリを30分間保持します。']],
  ])('%s', async (question, text, expected) => {
    const { quotes } = await ask(question, passage(text));
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.length).toBeLessThanOrEqual(6);
    for (const words of expected) expect(quotes.join('\n')).toContain(words);
  });

  test.each([
    ['Show an example', strings.noExample],
    ['What should I watch out for?', strings.noWarning],
    ['What does it return?', strings.noReturn],
    ['What can fail?', strings.noFailure],
    ['Why?', strings.noReason],
  ])('%s: says plainly when the passage holds none', async (question, sentence) => {
    const { text, quotes } = await ask(question, passage('The header shows the name of the account.'));
    expect(text).toBe(`${sentence} ${strings.includePage}`);
    expect(quotes).toEqual([]);
  });

  test('says that it quotes and does not paraphrase', async () => {
    expect((await ask('Explain this', passage(retries))).text).toMatch(/^I quote and do not paraphrase\./u);
    expect((await ask('Say it more simply', passage(retries))).text).toMatch(
      /^I quote and cannot put it in other words\./u,
    );
  });

  test('names the thread after the question and the heading', async () => {
    const asked = passage(serialize, { headings: ['json', 'Basic Usage'] });
    expect((await ask('Explain this', asked)).title).toBe('Explain this: Basic Usage');
    expect((await ask('What does skipkeys do?', asked)).title).toBeUndefined();
  });
});

describe('the page', () => {
  const both = { passage: { text: serialize }, page: { title: 'Pools', text: page } };

  test('is quoted where the passage does not say, and the answer says so', async () => {
    const { text, quotes } = await ask('How long does a query wait for a free connection?', both);
    expect(text).toContain(strings.pageSays);
    expect(text).toContain(`**${strings.fromPage}**`);
    expect(quotes[0]).toContain('acquireTimeout says how long a query waits');
  });

  test('is not quoted where the passage says it', async () => {
    const { text } = await ask('What does skipkeys do?', both);
    expect(text).not.toContain(strings.fromPage);
  });

  test('neither says: what is closest is quoted, and the page is not wanted again', async () => {
    const { text, quotes, wantsPage } = await ask('What is the capital of Mongolia?', both);
    expect(text.startsWith(strings.closest)).toBe(true);
    expect(text.endsWith(strings.selectOther)).toBe(true);
    expect(quotes.length).toBeGreaterThan(0);
    expect(wantsPage).toBe(false);
  });

  test('alone it is quoted without talk of a passage', async () => {
    const { text, quotes } = await ask('How do I close the pool?', { page: { text: page } });
    expect(quotes.join('\n')).toContain('pool.end()');
    expect(text).not.toContain('passage');
  });

  test('is left out when the reader asks about the passage only', async () => {
    const { parts } = await ask('What does skipkeys do?', { passage: { text: serialize } });
    expect(parts.some(({ type }) => type === 'progress')).toBe(false);
  });

  test('adds what it says about the same', async () => {
    const { text } = await ask('Explain this', {
      passage: { text: 'A query rejects with a PoolTimeoutError after acquireTimeout.' },
      page: { text: page },
    });
    expect(text).toContain(strings.related);
    expect(text).toContain('acquireTimeout says how long');
  });
});

describe('what may be quoted', () => {
  test('a sentence put into the passage at random is found by its words', async () => {
    const { quotes } = await ask('Which colour does the zorblax lamp show after a quimby?', {
      passage: { text: `${serialize}\n\nThe zorblax lamp shows violet after a quimby.` },
    });
    expect(quotes[0]).toBe('The zorblax lamp shows violet after a quimby.');
  });

  test("without metadata the message's own quote is used", async () => {
    const { quotes } = await ask('What does skipkeys do?', { quoted: serialize });
    expect(quotes[0]).toContain('If skipkeys is true');
  });

  test.each([[{}], [{ quoted: '  ' }], [{ passage: { text: ' \n ' } }]])(
    'with nothing selected it says so',
    async (asked) => {
      const { text } = await ask('What does skipkeys do?', asked);
      expect(text).toBe(strings.nothingSelected);
    },
  );

  test('headings say what a sentence is about', async () => {
    const text = 'Return the exit status. The default is to wait for it.';
    expect((await ask('What does Popen.wait return?', passage(text, { headings: ['Popen.wait'] }))).quotes[0]).toBe(
      'Return the exit status.',
    );
    const { text: answer } = await ask('What does Popen.wait return?', passage(text));
    expect(answer.startsWith(strings.closest)).toBe(true);
  });
});

describe('what the reader has just read is not said again', () => {
  const WARNING = `Be cautious when parsing JSON data from untrusted sources. A malicious JSON string may cause the decoder to consume considerable CPU and memory resources. Limiting the size of data to be parsed is recommended.`;
  const PAGE = `The module encodes and decodes data.\n\nA decoder of untrusted JSON data consumes memory in proportion to its size.`;

  test.each(['One sentence about a pool.', 'It waits. Then it goes on.', WARNING])(
    'of at most three sentences no explanation is made: %s',
    async (text) => {
      const { text: answer, quotes, wantsPage } = await ask('Explain this', passage(text));
      expect(quotes).toEqual([]);
      expect(answer).toBe(`${strings.tooShort} ${strings.includePage}`);
      expect(wantsPage).toBe(true);
    },
  );

  test('with the page, what the page says about the same explains it', async () => {
    const { text, quotes, wantsPage } = await ask('Explain this', { passage: { text: WARNING }, page: { text: PAGE } });
    expect(text.startsWith(strings.related)).toBe(true);
    expect(quotes).toEqual(['A decoder of untrusted JSON data consumes memory in proportion to its size.']);
    expect(wantsPage).toBe(false);
  });

  test('and if the page says no more, that is said', async () => {
    const { text } = await ask('Explain this', { passage: { text: WARNING }, page: { text: 'Nothing of that sort.' } });
    expect(text).toBe(`${strings.tooShort} ${strings.nothingRelated} ${strings.selectOther}`);
  });

  test.each([
    ['What should I watch out for?', 'Never share a client between threads.'],
    ['Why?', 'It waits because the server may be busy.'],
    ['What does it return?', 'return a + b;'],
  ])('%s: a passage that is all about it is not repeated', async (question, text) => {
    const { text: answer, quotes, wantsPage } = await ask(question, passage(text));
    expect(quotes).toEqual([]);
    expect(answer).toBe(`${strings.allOfIt} ${strings.includePage}`);
    expect(wantsPage).toBe(true);
  });
});

describe('the page is wanted', () => {
  test.each<[string, string, boolean]>([
    ['What is the capital of France?', serialize, true],
    ['What should I watch out for?', 'The header shows the name of the account.', true],
    ['Explain line by line', code, true],
    ['What does skipkeys do?', serialize, false],
    ['Explain this', serialize, false],
    ['How long does it wait before a second attempt to connect?', retries, true],
  ])('%s', async (question, text, wanted) => {
    expect((await ask(question, passage(text))).wantsPage).toBe(wanted);
    expect((await ask(question, { ...passage(text), page: { text: page } })).wantsPage).toBe(false);
  });

  test('not by a question about nothing', async () => {
    expect((await ask('Explain this', {})).wantsPage).toBe(false);
  });
});
