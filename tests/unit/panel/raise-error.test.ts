import { describe, expect, test } from 'vitest';
import { ChatKitNoAnswerError, ChatKitStreamCutError } from '../../../chatkit/client/errors';
import { type Draft, emptyDraft } from '../../../utils/shared/draft';
import { AppError } from '../../../utils/shared/errors';
import type { PanelNotice } from '../../../utils/panel/notice-queue';
import { createRaiseError } from '../../../utils/panel/raise-error';

function rig({ online = true, sending = null }: { online?: boolean; sending?: Draft['sending'] } = {}) {
  const raised: PanelNotice[] = [];
  const raiseError = createRaiseError({
    services: {
      draft: { get: () => ({ ...emptyDraft, sending }) },
      online: { get: () => online, subscribe: () => () => undefined },
    },
    raise: (notice) => raised.push(notice),
    now: () => 7,
  });
  return { raised, raiseError };
}
const sending = { text: 'Why?', connectionId: 'one', at: 0 };

describe('an error that reaches the panel', () => {
  test('is said above the composer, once', () => {
    const { raised, raiseError } = rig();
    expect(raiseError(new AppError('SERVER', { host: 'docs.example' }))).toBe(true);
    expect(raised).toEqual([
      { kind: 'error', code: 'SERVER', details: { host: 'docs.example' }, cause: 'load', at: 7 },
    ]);
  });

  test.each([
    [null, 'load'],
    [sending, 'send'],
  ])('is of a question only while one is on its way (%j)', (now, cause) => {
    const { raised, raiseError } = rig({ sending: now as Draft['sending'] });
    raiseError(new AppError('SERVER'));
    expect(raised).toMatchObject([{ cause }]);
  });

  test('is left where the answer stops when the thread says it', () => {
    const { raised, raiseError } = rig();
    expect(raiseError(new ChatKitStreamCutError())).toBe(true);
    expect(raised).toEqual([]);
  });

  test('is left to the chat when it is the reader’s own Stop', () => {
    const { raised, raiseError } = rig();
    expect(raiseError(new DOMException('', 'AbortError'))).toBe(false);
    expect(raised).toEqual([]);
  });

  test('a stream that broke without a word is the missing network where there is none', () => {
    const offline = rig({ online: false });
    offline.raiseError(new ChatKitNoAnswerError());
    expect(offline.raised).toMatchObject([{ code: 'OFFLINE' }]);
    const { raised, raiseError } = rig();
    raiseError(new ChatKitNoAnswerError());
    expect(raised).toMatchObject([{ code: 'NO_ANSWER' }]);
  });

  test('that there was no network is not said once it is back', () => {
    const { raised, raiseError } = rig();
    expect(raiseError(new AppError('OFFLINE'))).toBe(true);
    expect(raised).toEqual([]);
  });
});
