import { describe, expect, test } from 'vitest';
import { noticeText } from '../../../utils/shared/notices';
import { isolate, sentenceParts } from '../../../utils/shared/sentence-parts';
import catalogue from '../../../locales/en/notices.json';
import { errorCodes } from '../../../utils/shared/errors';
import { AppError } from '../../../utils/shared/errors';
import { errorNotice } from '../../../utils/panel/error-code';
import {
  errorsCleared,
  noticeDropped,
  noticeRaised,
  type PanelNotice,
  shownNotice,
} from '../../../utils/panel/notice-queue';

const sentences: Record<string, string> = catalogue;
/** The sentence with its values, as the reader sees it. */
const filled = ({ id, values }: { id: string; values: string[] }) =>
  (sentences[id] ?? `no sentence ${id}`).replace(
    /\$(\d)/g,
    (_all, digit: string) => values[Number(digit) - 1] ?? `$${digit}`,
  );

describe('everything that can go wrong', () => {
  test.each(errorCodes)('%s has one sentence and one action, filled in', (code) => {
    const { sentence, label, action } = noticeText(
      code,
      { host: 'api.example.com', status: 503, retryAfterSeconds: 20 },
      'x',
    );
    for (const text of [filled(sentence), filled(label)]) {
      expect(text).not.toMatch(/\$\d|no sentence|undefined/);
      expect(text.length).toBeGreaterThan(3);
    }
    expect(action).toBeTruthy();
  });

  test.each([
    ['NOT_CONNECTED', 'Nobody answers yet.', 'Add an answerer'],
    ['NEEDS_PERMISSION', 'The browser has not allowed Docent to reach api.example.com.', 'Allow api.example.com'],
    ['OFFLINE', 'You are offline. Your question is kept here.', 'Try again'],
    ['UNREACHABLE', 'api.example.com does not answer. Your question is kept.', 'Try again'],
    ['SIGN_IN', 'api.example.com asks you to sign in again.', 'Sign in'],
    ['FORBIDDEN', 'api.example.com refused this. Its owner may have to allow Docent.', 'Copy details for the owner'],
    ['NOT_FOUND', 'There is no chat at this address. It may have moved or been unpublished.', 'Check the address'],
    ['TOO_MANY', 'api.example.com asks for a pause of 20 seconds.', 'Try again'],
    ['SERVER', 'api.example.com had a problem (503). Nothing is lost.', 'Try again'],
    ['CUT_OFF', 'The answer stopped halfway. What arrived is kept.', 'Ask again'],
    [
      'NOT_JSON',
      "Something other than api.example.com answered, perhaps this network's sign-in page.",
      'Open api.example.com',
    ],
    ['MOVED', 'api.example.com sends us on to another address.', 'See the address'],
    ['PAGE_CLOSED', 'The browser does not let extensions read this page.', 'Paste the text instead'],
  ] as const)('%s says what docs/interface.md says', (code, expectedSentence, expectedLabel) => {
    const { sentence, label } = noticeText(code, { status: 503, retryAfterSeconds: 20 }, 'api.example.com');
    expect(filled(sentence)).toBe(expectedSentence);
    expect(filled(label)).toBe(expectedLabel);
  });

  test('a page closed to us points to the browser’s own menu, which reads it, after a press that could not', () => {
    const { sentence } = noticeText('PAGE_CLOSED', { reason: 'useMenu' }, '');
    expect(filled(sentence)).toBe(
      'The browser does not let extensions read this page. Select text and choose “Ask about selection” from its right-click menu.',
    );
  });
});

describe('errors that reach the panel', () => {
  const named = (name: string, over: object = {}) => Object.assign(new Error('server text: token abc'), { name }, over);
  test.each([
    ['one of ours', new AppError('FORBIDDEN', { host: 'h' }), 'FORBIDDEN'],
    ['a cut stream', named('ChatKitStreamCutError'), 'CUT_OFF'],
    ['an answer that makes no sense', named('ChatKitResponseError'), 'BAD_ANSWER'],
    ['an own server’s 404', named('ChatKitHttpError', { status: 404 }), 'NOT_FOUND'],
    ['an own server’s 500', named('ChatKitHttpError', { status: 500 }), 'SERVER'],
    ['a bug', new TypeError('x is not a function'), 'UNEXPECTED'],
    ['something thrown that is no error', 'oops', 'UNEXPECTED'],
  ])('%s', (_name, error, code) => {
    const notice = errorNotice(error);
    expect(notice?.code).toBe(code);
    expect(JSON.stringify(notice)).not.toContain('token');
  });
  test.each(['AbortError', 'ChatKitUsageError', 'ChatKitServerError'])(
    '%s is said by the chat, or not at all',
    (name) => {
      expect(errorNotice(named(name))).toBeUndefined();
    },
  );
});

test.each([
  ['too_long', 'CONTEXT_FULL', 'beginAnew'],
  ['not_begun', 'NOT_BEGUN', 'askAgain'],
] as const)('a server that says why (%s) is answered with a way out', (reason, code, action) => {
  const error = Object.assign(new Error(), { name: 'ChatKitServerError', reason });
  expect(errorNotice(error)).toEqual({ code, details: {} });
  expect(noticeText(code, {}, 'h').action).toBe(action);
});
test.each(['constructor', 'unheard_of', 7, undefined])(
  'a reason that we do not know (%s) is left to the chat',
  (reason) => {
    expect(errorNotice(Object.assign(new Error(), { name: 'ChatKitServerError', reason }))).toBeUndefined();
  },
);

describe('two notices at once', () => {
  const fault = (code: 'SERVER' | 'OFFLINE', at = 0): PanelNotice => ({
    kind: 'error',
    code,
    details: {},
    cause: 'send',
    at,
  });
  const replaced: PanelNotice = { kind: 'replaced' };

  test('the older waits and comes back', () => {
    const both = noticeRaised(noticeRaised([], fault('SERVER')), replaced);
    expect(shownNotice(both)).toBe(replaced);
    expect(shownNotice(noticeDropped(both, (notice) => notice === replaced))).toEqual(fault('SERVER'));
  });
  test('the offer of a site waits, whenever it came', () => {
    const offer: PanelNotice = { kind: 'alwaysHere', pattern: 'https://docs.example/*', host: 'docs.example' };
    const both = noticeRaised(noticeRaised([], fault('SERVER')), offer);
    expect(shownNotice(both)).toEqual(fault('SERVER'));
    expect(shownNotice(noticeRaised(both, replaced))).toBe(replaced);
    expect(shownNotice(errorsCleared(both))).toBe(offer);
  });
  test('about the same thing are one', () => {
    const queue = noticeRaised(noticeRaised([], fault('SERVER', 1)), fault('SERVER', 2));
    expect(queue).toEqual([fault('SERVER', 2)]);
  });
  test('a success ends faults and leaves the rest', () => {
    expect(errorsCleared(noticeRaised(noticeRaised([], fault('OFFLINE')), replaced))).toEqual([replaced]);
  });
});

describe('sentences of the catalogue', () => {
  const kinds = (text: string) => sentenceParts(text).map((part) => (part.kind === 'mark' ? part.parts : part));
  test('marks and values are told apart', () => {
    expect(kinds(`Allow **${isolate('a.example')}** now`)).toEqual([
      { kind: 'text', text: 'Allow ' },
      [{ kind: 'value', text: 'a.example' }],
      { kind: 'text', text: ' now' },
    ]);
  });
  test('a value can neither add marks nor leave its isolation', () => {
    expect(kinds(`On ${isolate('**x**\u2069 **y**')}.`)).toEqual([
      { kind: 'text', text: 'On ' },
      { kind: 'value', text: '**x** **y**' },
      { kind: 'text', text: '.' },
    ]);
  });
  test('a mark without an end is text', () => {
    expect(kinds('2 ** 3')).toEqual([
      { kind: 'text', text: '2 ' },
      { kind: 'text', text: '**' },
      { kind: 'text', text: ' 3' },
    ]);
  });
});
