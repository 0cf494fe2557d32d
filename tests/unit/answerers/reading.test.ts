import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../../chatkit/answerers/extractive/blocks';
import { isCodeBlock, signatureName } from '../../../chatkit/answerers/extractive/code-lines';
import { escapeMarkdown, fenced } from '../../../chatkit/answerers/extractive/markdown';
import { readQuestion } from '../../../chatkit/answerers/extractive/question';
import { sentencesOf } from '../../../chatkit/answerers/extractive/sentences';
import { stemEnglish } from '../../../chatkit/answerers/extractive/stem';
import { wordsOf } from '../../../chatkit/answerers/extractive/terms';
import { lexMarkdown } from '../../../chatkit/element/markdown/lex';

const sentences = (text: string, lang?: string) =>
  sentencesOf(text, 0, text.length, lang).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  test.each<[string, string[]]>([
    ['One. Two? Three!', ['One.', 'Two?', 'Three!']],
    ['Use a cache, e.g. Redis. It helps.', ['Use a cache, e.g. Redis.', 'It helps.']],
    ['See Fig. 3 and Dr. Who. Done.', ['See Fig. 3 and Dr. Who.', 'Done.']],
    ['Call json.dumps(x). Then v. 3.11 is fine.', ['Call json.dumps(x).', 'Then v. 3.11 is fine.']],
    ['loads(dumps(x)) != x if so. Next.', ['loads(dumps(x)) != x if so.', 'Next.']],
    ['A line that is\nwrapped here. Next.', ['A line that is\nwrapped here.', 'Next.']],
    ['First item\nSecond item', ['First item', 'Second item']],
    ['- one thing\n- another thing', ['one thing', 'another thing']],
    ['1. Open it. 2. Close it.', ['1. Open it.', '2. Close it.']],
    ['一つ目です。二つ目です。', ['一つ目です。', '二つ目です。']],
    ['Use json.JSONDecoder here. See ![alt] there.', ['Use json.JSONDecoder here.', 'See ![alt] there.']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test('a language that is none is ignored', () => {
    expect(sentences('One. Two.', 'not a language!')).toEqual(['One.', 'Two.']);
  });
});

describe('code and prose', () => {
  test.each([
    '>>> import json\n>>> json.dumps([])\n[]',
    'const a = 1;\nrun(a);',
    'def f(x):\n    """Doc."""\n    return x',
    '$ npm install',
    'npm install docent',
    '{\n  "a": 1,\n  "b": [2]\n}',
    '<div class="a">\n  <b>x</b>\n</div>',
    'json.dumps(obj, *, skipkeys=False)¶',
    'SELECT 1;',
    '# comment\nx = 3\ny = x',
  ])('%j is code', (block) => expect(isCodeBlock(block)).toBe(true));

  test.each([
    'Return the value of x.',
    'If skipkeys is true (default: False), then keys are skipped instead of raising a TypeError.',
    'from the beginning to the end of the list',
    'For example, use it with care.',
    'if you want this: read on',
    'import duties are high',
    'Introduction',
    'The list (see below) is empty; nothing happens.',
    '',
  ])('%j is prose', (block) => expect(isCodeBlock(block)).toBe(false));

  test.each([
    ['json.dumps(obj, *, skipkeys=False)¶', 'json.dumps'],
    ['class subprocess.Popen(args, bufsize=-1)¶', 'subprocess.Popen'],
    ['awaitable asyncio.gather(*aws, return_exceptions=False)', 'asyncio.gather'],
    ['run()', 'run'],
    ['client.get("/health")', undefined],
    ['a()\nb()', undefined],
  ])('%j is the signature of %s', (line, name) => expect(signatureName(line)).toBe(name));

  test('a page falls into headings, prose and code, and a label names the block under it', () => {
    const text =
      'Usage\n\nCall it so:\n\n```js\nrun();\n```\n\nWarning\nDo not run twice.\n\n## More\n\nThe end is near.';
    expect(
      blocksOf(text, false).map(({ start, end, level: _level, ...block }) => ({
        ...block,
        text: text.slice(start, end),
      })),
    ).toEqual([
      { kind: 'heading', text: 'Usage' },
      { kind: 'prose', text: 'Call it so:' },
      { kind: 'code', language: 'js', text: 'run();' },
      { kind: 'prose', label: 'Warning', text: 'Do not run twice.' },
      { kind: 'heading', text: '## More' },
      { kind: 'prose', text: 'The end is near.' },
    ]);
  });
});

describe('words', () => {
  test.each([
    ['encode encoder encoding encoded encodes'],
    ['serialize serializer serialized serialization serialise'],
    ['return returns returned returning'],
    ['retry retries'],
    ['pass passes passed passing'],
    ['call calls called calling'],
    ['parse parses parsing parsed'],
    ['dictionary dictionaries'],
  ])('%s are one word', (family) => {
    expect(new Set(family.split(' ').map(stemEnglish)).size).toBe(1);
  });

  test.each([['string sting'], ['class clause'], ['value valid'], ['file field'], ['key keep']])(
    '%s are two',
    (pair) => {
      expect(new Set(pair.split(' ').map(stemEnglish)).size).toBe(2);
    },
  );

  test.each<[string, string[]]>([
    ['ensure_ascii', ['=ensureascii', 'ensur', 'ascii']],
    ['JSONDecodeError', ['=jsondecodeerror', 'json', 'decod', 'error']],
    ['json.dumps', ['=json.dumps', '=dumps', 'dump', '=json', 'json']],
    ['wait(', ['=wait', 'wait', '=wait()']],
    ['Größe', ['=große', 'große']],
    ['東京都', ['東京', '京都']],
  ])('%s is found under %j', (text, tokens) => {
    expect(wordsOf(text, stemEnglish).flatMap((word) => word.tokens)).toEqual(tokens);
  });
});

describe('questions', () => {
  test.each([
    ['Explain this', 'explain', 'all'],
    ['What does this function do?', 'explain', 'all'],
    ['How do I use it?', 'explain', 'all'],
    ['Say it more simply', 'simplify', 'all'],
    ['Show an example', 'example', 'all'],
    ['What should I watch out for?', 'warnings', 'all'],
    ['Explain line by line', 'lines', 'all'],
    ['What does it return?', 'returns', 'all'],
    ['What can fail?', 'failures', 'all'],
    ['Why?', 'reasons', 'all'],
    ['Show an example of skipkeys', 'example', 'subject'],
    ['What does `key` mean?', 'explain', 'subject'],
    ['What is the default?', 'explain', 'subject'],
    ['Erkläre das bitte einfacher', 'simplify', 'all'],
    ['Explique-moi ce passage', 'explain', 'all'],
    ['説明してください', 'explain', 'all'],
    ['请解释一下', 'explain', 'all'],
    ['', 'explain', 'all'],
  ])('%j asks to %s, about %s', (question, intent, about) => {
    expect(readQuestion(question)).toMatchObject({ intent, about });
  });

  test.each([
    ['What does json.dumps do?', ['json.dumps']],
    ['Does it support YAML?', ['yaml']],
    ['Does it work with Django?', ['django']],
    ['Is `it` a key?', ['it']],
    ['How deep may it nest?', []],
    ['WHY DOES IT FAIL WITH LISTS', []],
  ])('%s must be answered by a text that names %j', (question, names) => {
    const required = readQuestion(question).concepts.filter((concept) => concept.required);
    expect(required.map(({ word }) => word)).toEqual(names);
  });
});

describe('Markdown', () => {
  test.each([
    ['a * b_c _d_ [e] <f> `g` ~h~ &amp; \\', 'a \\* b_c \\_d\\_ \\[e] \\<f\\> \\`g\\` \\~h\\~ \\&amp; \\\\'],
    ['# not a heading', '\\# not a heading'],
    ['- not a list', '\\- not a list'],
    ['1. not a list', '1\\. not a list'],
    ['two\nlines', 'two lines'],
    ['PATH=$HOME/bin:$PATH', 'PATH=\\$HOME/bin:\\$PATH'],
  ])('%j shows as it is', (text, markdown) => expect(escapeMarkdown(text)).toBe(markdown));

  test('text of a page is drawn as it is: no mark, no formula, no picture', () => {
    const pieces = fc.constantFrom(
      ...['a', 'b', ' ', '$', '$$', '\\', '\\(', '\\)', '\\[', '\\]', '[', ']', '(', ')', '](', '![', '*', '**', '_'],
      ...['~~', '`', '<b>', '&amp;', '=', '^2', '1', '$x^2$', '[a=b]', '#', '- ', '> ', '|', '。', '（', '{', '}'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = parts.join('').replace(/ +/g, ' ').trim();
        const { blocks } = lexMarkdown(`> a${escapeMarkdown(`b${text}`)}`, {});
        expect(blocks.map(({ token }) => token)).toEqual([
          { type: 'blockquote', tokens: [[{ type: 'paragraph', tokens: [{ type: 'text', text: `ab${text}` }] }]] },
        ]);
      }),
      { numRuns: 500 },
    );
  });

  test('a fence is longer than any inside, and its language is a word', () => {
    expect(fenced('a ```` b', 'js')).toBe('`````js\na ```` b\n`````');
    expect(fenced('x', 'js onload=1')).toBe('```\nx\n```');
  });
});
