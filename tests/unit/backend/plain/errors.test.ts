import { describe, expect, test } from 'vitest';
import { noticeText } from '../../../../utils/shared/notices';
import { AppError } from '../../../../utils/shared/errors';
import type { Dialect } from '../../../../utils/connection/plain-settings';
import { type Answer, connectionOf, createRig, json, named, stream } from './harness';

/** What the reader sees of a failed question: the code's sentence and button. */
async function shown(dialect: Dialect, answer: Answer, question = 'Why?', passage = 'Some text.') {
  const rig = createRig({ connection: connectionOf(dialect), answer });
  const error: unknown = await rig.ask(question, { passage: { text: passage } }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('the question was answered');
  const { sentence, action } = noticeText(error.code, error.details, 'chat.example.com');
  return [sentence.id, sentence.values.slice(1).join(), action];
}
const refuse =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  () =>
    json(body, status, headers);
const tooLong = (field: string) => ({ detail: [{ type: 'string_too_long', loc: ['body', field], msg: 'x' }] });

describe('every refusal of the JSON chat has its sentence and button', () => {
  test.each([
    [400, { detail: 'Message cannot be empty' }, 'noticeBadRequest', '', 'copyDetails'],
    [400, { detail: 'Selected text required in selection_only mode' }, 'noticeBadRequest', '', 'copyDetails'],
    [400, { detail: 'Selected text too long (max 12000 chars)' }, 'noticeTooLarge', '', 'choosePart'],
    [401, { detail: 'Not authenticated' }, 'noticeSignIn', '', 'signIn'],
    [403, { detail: 'Forbidden' }, 'noticeForbidden', '', 'copyDetails'],
    [404, { detail: 'Not Found' }, 'noticeNotFound', '', 'checkAddress'],
    [405, { detail: 'Method Not Allowed' }, 'noticeNotFound', '', 'checkAddress'],
    [413, { detail: 'x' }, 'noticeTooLarge', '', 'choosePart'],
    [422, tooLong('selected_text'), 'noticeTooLarge', '', 'choosePart'],
    [422, tooLong('message'), 'noticeMessageTooLong', '', 'pasteText'],
    [422, { detail: [{ type: 'missing', loc: ['body', 'session_id'] }] }, 'noticeBadRequest', '', 'copyDetails'],
    [422, { detail: [{ type: 'missing', loc: ['query', 'token'] }] }, 'noticeTokenInAddress', '', 'copyDetails'],
    [422, { detail: [{ type: 'missing', loc: ['query', 'page'] }] }, 'noticeBadRequest', '', 'copyDetails'],
    [500, { detail: 'Internal error: <secret>' }, 'noticeServer', '500', 'retry'],
    [503, 'not even an object', 'noticeServer', '503', 'retry'],
  ])('%i %j', async (status, body, sentence, value, action) => {
    expect(await shown('json', refuse(status, body))).toEqual([sentence, value, action]);
  });
});

describe('every refusal of the named-events chat has its sentence and button', () => {
  const error = (code: string) => ({ error: { code, message: 'server text' } });
  test.each([
    [400, error('validation_error'), {}, 'noticeBadRequest', '', 'copyDetails'],
    [404, error('session_not_found'), {}, 'noticeNotFound', '', 'checkAddress'],
    [429, error('rate_limit_exceeded'), { 'retry-after': '7' }, 'noticeTooMany', '7', 'retryLater'],
    [503, error('retrieval_failed'), {}, 'noticeServer', '503', 'retry'],
    [503, error('generation_failed'), {}, 'noticeServer', '503', 'retry'],
    [500, {}, {}, 'noticeServer', '500', 'retry'],
  ])('%i %j', async (status, body, headers, sentence, value, action) => {
    expect(await shown('events', refuse(status, body, headers))).toEqual([sentence, value, action]);
  });

  test.each([
    ['validation_error', 'noticeBadRequest', '', 'copyDetails'],
    ['rate_limit_exceeded', 'noticeTooMany', '20', 'retryLater'],
    ['retrieval_failed', 'noticeServer', '503', 'retry'],
    ['generation_failed', 'noticeServer', '503', 'retry'],
    ['of_a_newer_server', 'noticeServerUnnamed', '', 'retry'],
  ])('an error event %s before any word', async (code, sentence, value, action) => {
    const answer = () => stream([named('error', { code, message: 'server text' })]);
    expect(await shown('events', answer)).toEqual([sentence, value, action]);
  });

  test('what the contract would refuse is refused here, before anything leaves', async () => {
    let asked = 0;
    const answer = () => {
      asked += 1;
      return json({});
    };
    expect(await shown('events', answer, 'x'.repeat(4_001))).toEqual(['noticeMessageTooLong', '', 'pasteText']);
    expect(await shown('events', answer, 'Why?', 'x'.repeat(10_001))).toEqual(['noticeTooLarge', '', 'choosePart']);
    expect(await shown('json', answer, 'Why?', 'x'.repeat(12_001))).toEqual(['noticeTooLarge', '', 'choosePart']);
    expect(asked).toBe(0);
  });
});

describe('every refusal of the path with a user id, and of its session endpoint', () => {
  test.each([
    [401, 'noticeSignIn', '', 'signIn'],
    [403, 'noticeForbidden', '', 'copyDetails'],
    [500, 'noticeServer', '500', 'retry'],
  ])('%i', async (status, sentence, value, action) => {
    expect(await shown('text', refuse(status, { detail: 'x' }))).toEqual([sentence, value, action]);
  });
});
