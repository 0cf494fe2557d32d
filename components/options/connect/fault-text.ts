import { type AppError } from '../../../utils/errors';
import { type NoticeText, noticeText, type Wording } from '../../notices';

/** Sentences where no question is waiting; everything else is worded as in the panel. */
const sentences: Partial<Record<AppError['code'], Wording['id']>> = {
  OFFLINE: 'faultOffline',
  UNREACHABLE: 'faultUnreachable',
  BAD_ANSWER: 'faultBadAnswer',
  BAD_REQUEST: 'faultBadRequest',
  CLOCK: 'faultClock',
  CUT_OFF: 'faultCutOff',
  VIEW_NEEDED: 'faultViewNeeded',
  UNEXPECTED: 'faultUnexpected',
};
const reasons: Record<string, Wording['id']> = {
  badDescriptor: 'faultBadDescriptor',
  unknownKind: 'faultUnknownKind',
  answerFailed: 'testAnswerFailed',
  newOrigins: 'testNewOrigins',
  notItsSite: 'faultNotItsSite',
  serverKey: 'faultServerKey',
};

/** Sentence and action of a fault while connecting or testing. `keyed`: a refusal then means the key. */
export function faultText({ code, details }: AppError, host: string, keyed: boolean): NoticeText {
  const text = noticeText(code, details, host);
  const named = details.host ?? host;
  const id = (details.reason !== undefined && reasons[details.reason]) || sentences[code];
  if (code === 'SIGN_IN' && keyed) {
    text.sentence = { id: 'faultKeyRefused', values: [named] };
    text.label = { id: 'faultEnterKey', values: [] };
    return text;
  }
  if (code === 'CUT_OFF') text.action = 'retry';
  if (text.action === 'retry') text.label = { id: 'optionsTryAgain', values: [] };
  if (id !== undefined) text.sentence = { id, values: [named] };
  return text;
}
