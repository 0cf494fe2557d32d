import { describe, expect, test } from 'vitest';
import {
  ChatKitHttpError,
  ChatKitResponseError,
  ChatKitServerError,
  ChatKitStreamCutError,
  ChatKitTimeoutError,
} from '../../../chatkit/client/errors';
import type { Failure } from '../../../chatkit/element/chat-app';
import { nextSentences } from '../../../chatkit/element/announcements';
import { createComposerStore } from '../../../chatkit/element/composer-store';
import { hostAllowed, linkTarget } from '../../../chatkit/element/markdown/addresses';
import { collectCitations } from '../../../chatkit/element/markdown/citations';
import { decodeEntities } from '../../../chatkit/element/markdown/entities';
import { withoutPrompts } from '../../../chatkit/element/markdown/prompts';
import { createTranslate, registerStrings } from '../../../chatkit/element/strings';
import en from '../../../chatkit/element/strings/en.json';
import { failureSentence } from '../../../chatkit/element/view/failure-sentence';
import { roughTime } from '../../../chatkit/element/view/rough-time';
import { answer, citation } from '../client/wire';

describe('copied code', () => {
  test.each([
    ['a Python session', '>>> import json\n>>> def f():\n...     pass\n...', 'import json\ndef f():\n    pass\n'],
    ['a shell session', '$ npm install\n$ npm start', 'npm install\nnpm start'],
    ['a session with output keeps the output', '>>> 1 + 1\n2', '1 + 1\n2'],
    ['prompts that are few', '$ make\nline\nline\nline', '$ make\nline\nline\nline'],
    ['JavaScript spreads', 'f(\n  ...args,\n  ...more\n)', 'f(\n  ...args,\n  ...more\n)'],
    ['PHP variables', '$a = 1;\n$b = 2;', '$a = 1;\n$b = 2;'],
    ['a lone dollar', '$', ''],
    ['code without prompts', 'let a = 1;\n\nlet b;', 'let a = 1;\n\nlet b;'],
  ])('%s', (_name, code, copied) => {
    expect(withoutPrompts(code)).toBe(copied);
  });
});

test.each([
  ['&amp;&lt;&gt;&quot;&#39;', '&<>"\''],
  ['&#x1F4CF; &#8212;', '📏 —'],
  ['&nope; &amp &;', '&nope; &amp &;'],
  ['&#0; &#xD800; &#9999999;', '\ufffd \ufffd \ufffd'],
  ['&constructor; &__proto__;', '&constructor; &__proto__;'],
])('entities: %s', (text, decoded) => {
  expect(decodeEntities(text)).toBe(decoded);
});

test.each([
  ['example.com', ['example.com'], true],
  ['a.example.com', ['example.com'], false],
  ['a.example.com', ['*.example.com'], true],
  ['evilexample.com', ['*.example.com'], false],
  ['example.com', ['*.example.com'], false],
])('images of %s are allowed by %j: %s', (host, domains, allowed) => {
  expect(hostAllowed(host, domains)).toBe(allowed);
});

test('a deep link has a name and data', () => {
  expect(linkTarget('chatkit-link://ticket/open?id=7&x=%20y')).toEqual({
    kind: 'deeplink',
    name: 'ticket/open',
    data: { id: '7', x: ' y' },
  });
});

test('a source that is cited twice has one number, in order of its first place', () => {
  const { content } = answer('a', 'text', [
    citation('late', 9),
    citation('early', 1),
    citation('late', 12),
    citation('nowhere'),
  ]);
  const { sources, marks } = collectCitations(content);
  expect(sources.map(({ number, source }) => [number, source.title])).toEqual([
    [1, 'early'],
    [2, 'late'],
    [3, 'nowhere'],
  ]);
  expect(marks).toEqual([
    [
      { index: 1, number: 1 },
      { index: 9, number: 2 },
      { index: 12, number: 2 },
    ],
  ]);
});

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

describe('the composer', () => {
  const start = () => {
    const changes: string[] = [];
    return {
      changes,
      composer: createComposerStore(
        (text) => changes.push(text),
        (tool) => tool === 'kept',
      ),
    };
  };

  test('tells every edit, and not that a send emptied it', () => {
    const { changes, composer } = start();
    composer.edit('Why');
    composer.edit('Why?');
    expect(composer.take()?.message.content).toEqual([{ type: 'input_text', text: 'Why?' }]);
    expect(composer.getSnapshot().text).toBe('');
    expect(changes).toEqual(['Why', 'Why?']);
  });

  test('takes a message back before what was typed since', () => {
    const { changes, composer } = start();
    composer.edit('First');
    const taken = composer.take();
    composer.edit('Second');
    taken?.undo();
    expect(composer.getSnapshot().text).toBe('First\nSecond');
    expect(changes.at(-1)).toBe('First\nSecond');
  });

  test.each([
    ['kept', 'kept'],
    ['once', null],
  ])('a tool %s is %s after a send', (tool, after) => {
    const { composer } = start();
    composer.set({ toolId: tool, text: 'x' });
    expect(composer.take()?.message.toolId).toBe(tool);
    expect(composer.getSnapshot().toolId).toBe(after);
  });

  test('sends a tag as a tag for as long as its words stand', () => {
    const { composer } = start();
    const tag = { type: 'input_tag' as const, id: 'e', text: '@Ann', data: {}, interactive: false };
    const placed = { text: '@Ann', tags: [{ start: 0, end: 4, tag }] };
    composer.set(placed);
    composer.edit('@Ann!');
    expect(composer.take()?.message.content).toEqual([tag, { type: 'input_text', text: '!' }]);
    composer.set(placed);
    composer.edit('@An');
    expect(composer.take()?.message.content).toEqual([{ type: 'input_text', text: '@An' }]);
  });

  test('has nothing to send when there are only spaces', () => {
    const { composer } = start();
    composer.edit(' \n ');
    expect(composer.take()).toBeNull();
  });
});

describe('a failure is told', () => {
  const told = (error: Error, source: Failure['source'] = 'send', onLine = true) =>
    failureSentence({ error, source }, 'api.example.com', onLine);
  test.each([
    [new ChatKitHttpError(401), 'failureSignIn'],
    [new ChatKitHttpError(403), 'failureForbidden'],
    [new ChatKitHttpError(404), 'failureMissing'],
    [new ChatKitHttpError(429), 'failureTooMany'],
    [new ChatKitHttpError(429, 20), 'failureTooManySeconds'],
    [new ChatKitHttpError(503), 'failureServer'],
    [new ChatKitResponseError('json', 'text/html'), 'failureBody'],
    [new ChatKitTimeoutError(15_000), 'failureUnreachable'],
    [new TypeError('Failed to fetch'), 'failureUnreachable'],
    [new ChatKitServerError('stream.error', true), 'failureStream'],
    [new Error('?'), 'failureOther'],
  ])('%s as %s', (error, key) => {
    expect(told(error)).toMatchObject({ key });
  });
  test('as offline when the browser knows it is', () => {
    expect(told(new TypeError('Failed to fetch'), 'send', false)).toMatchObject({ key: 'failureOffline' });
  });
  test('in the server’s words only where they are meant for readers', () => {
    expect(told(new ChatKitServerError('custom', false, 'Too long.'))).toEqual({ text: 'Too long.' });
  });
  test('where the answer stands, when it was cut', () => {
    expect(told(new ChatKitStreamCutError(), 'stream')).toBeNull();
  });
});

describe('strings', () => {
  test('fall back from the region to the language to English', () => {
    registerStrings('xx', { send: 'Sänd' });
    expect(createTranslate('xx-YY')('send')).toBe('Sänd');
    expect(createTranslate('xx-YY')('stop')).toBe(en.stop);
    expect(createTranslate('zz')('send')).toBe(en.send);
  });
  test('fill in what they are given and turn with the language', () => {
    registerStrings('ar', {});
    expect(createTranslate('en')('deleteQuestion', 'a $1')).toBe('Delete “a $1”?');
    expect(createTranslate('ar-EG').direction).toBe('rtl');
    expect(createTranslate('he').direction).toBe('ltr');
  });
});

test.each([
  ['2026-11-21T09:05:00', '9:05 AM'],
  ['2026-11-03T09:05:00.123456', 'Nov 3'],
  ['2024-01-02T09:05:00', 'Jan 2, 2024'],
  ['yesterday', ''],
])('the list shows %s as %j', (iso, shown) => {
  expect(roughTime(iso, 'en-US', new Date('2026-11-21T12:00:00')).replace('\u202f', ' ')).toBe(shown);
});
