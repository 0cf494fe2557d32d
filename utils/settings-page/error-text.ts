import { type AppError, KEYS_FORBIDDEN, MODELS_FORBIDDEN } from '../shared/errors';
import { type NoticeText, noticeText, type Wording } from '../shared/notices';

/** Sentences where no question is waiting; everything else is worded as in the panel. */
const sentences: Partial<Record<AppError['code'], Wording['id']>> = {
  OFFLINE: 'errorOffline',
  UNREACHABLE: 'errorUnreachable',
  BAD_ANSWER: 'errorBadAnswer',
  BAD_REQUEST: 'errorBadRequest',
  CLOCK: 'errorClock',
  CUT_OFF: 'errorCutOff',
  NO_ANSWER: 'errorCutOff',
  VIEW_NEEDED: 'errorViewNeeded',
  UNEXPECTED: 'errorUnexpected',
};
/** Their actions in the panel belong to a conversation; while connecting there is none, and the test runs again. */
const inConversation: ReadonlySet<AppError['code']> = new Set([
  'CUT_OFF',
  'CONVERSATION_GONE',
  'CONTEXT_FULL',
  'NOT_BEGUN',
  'MODEL_GONE',
  'MODEL_MISSING',
]);
const reasons: Record<string, Wording['id']> = {
  badDescriptor: 'errorBadDescriptor',
  unknownKind: 'errorUnknownKind',
  answerFailed: 'testAnswerFailed',
  newOrigins: 'testNewOrigins',
  notItsSite: 'errorNotItsSite',
  serverKey: 'errorServerKey',
};

/** Sentence and action of a error while connecting or testing. `keyed`: a refusal then means the key. */
export function errorText({ code, details }: AppError, host: string, keyed: boolean): NoticeText {
  const text = noticeText(code, details, host);
  const named = details.host ?? host;
  const id = (details.reason !== undefined && reasons[details.reason]) || sentences[code];
  if (code === 'SIGN_IN' && keyed) {
    text.sentence = { id: 'errorKeyRefused', values: [named] };
    text.label = { id: 'errorEnterKey', values: [] };
    return text;
  }
  if (inConversation.has(code) || details.reason === KEYS_FORBIDDEN || details.reason === MODELS_FORBIDDEN)
    text.action = 'retry';
  if (text.action === 'retry') text.label = { id: 'optionsTryAgain', values: [] };
  if (id !== undefined) text.sentence = { id, values: [named] };
  return text;
}
