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
import type { Failure } from '../../../../chatkit/element/app/chat-app';
import { failureSentence } from '../../../../chatkit/element/app/failure-sentence';

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
    [new ChatKitResponseError('event-stream', 'application/json'), 'failureNotUnderstood'],
    [new ChatKitTooLongError('json'), 'failureTooLong'],
    [new ChatKitNoAnswerError(), 'failureNoAnswer'],
    [new ChatKitThreadGoneError('thr_1'), 'failureGone'],
    [new ChatKitServerError('stream.error', true), 'failureNoAnswer'],
    [new Error('?'), 'failureOther'],
  ])('%s as %s', (error, key) => {
    expect(told(error)).toMatchObject({ key });
  });
  test('as the server’s, once it has the question', () => {
    expect(told(new ChatKitServerError('stream.error', true), 'stream')).toMatchObject({ key: 'failureStream' });
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
