import { describe, expect, test } from 'vitest';
import {
  ChatKitHttpError,
  ChatKitResponseError,
  ChatKitServerError,
  ChatKitNoAnswerError,
  ChatKitStreamCutError,
  ChatKitThreadGoneError,
  ChatKitTooLongError,
  ChatKitTimeoutError,
} from '../../../../chatkit/client/errors';
import type { ReportedError } from '../../../../chatkit/element/app/chat-app';
import { errorSentence } from '../../../../chatkit/element/app/error-sentence';

describe('a failure is told', () => {
  const told = (error: Error, source: ReportedError['source'] = 'send', onLine = true) =>
    errorSentence({ error, source }, 'api.example.com', onLine);
  test.each([
    [new ChatKitHttpError(401), 'errorSignIn'],
    [new ChatKitHttpError(403), 'errorForbidden'],
    [new ChatKitHttpError(404), 'errorMissing'],
    [new ChatKitHttpError(429), 'errorTooMany'],
    [new ChatKitHttpError(429, 20), 'errorTooManySeconds'],
    [new ChatKitHttpError(503), 'errorServer'],
    [new ChatKitResponseError('json', 'text/html'), 'errorBody'],
    [new ChatKitTimeoutError(15_000), 'errorUnreachable'],
    [new TypeError('Failed to fetch'), 'errorUnreachable'],
    [new ChatKitResponseError('event-stream', 'application/json'), 'errorNotUnderstood'],
    [new ChatKitTooLongError('json'), 'errorTooLong'],
    [new ChatKitNoAnswerError(), 'errorNoAnswer'],
    [new ChatKitThreadGoneError('thr_1'), 'errorGone'],
    [new ChatKitServerError('stream.error', true), 'errorNoAnswer'],
    [new Error('?'), 'errorOther'],
  ])('%s as %s', (error, key) => {
    expect(told(error)).toMatchObject({ key });
  });
  test('as the server’s, once it has the question', () => {
    expect(told(new ChatKitServerError('stream.error', true), 'stream')).toMatchObject({ key: 'errorStream' });
  });
  test('as offline when the browser knows it is', () => {
    expect(told(new TypeError('Failed to fetch'), 'send', false)).toMatchObject({ key: 'errorOffline' });
  });
  test('in the server’s words only where they are meant for readers', () => {
    expect(told(new ChatKitServerError('custom', false, 'Too long.'))).toEqual({ text: 'Too long.' });
  });
  test('where the answer stands, when it was cut', () => {
    expect(told(new ChatKitStreamCutError(), 'stream')).toBeNull();
  });
});
