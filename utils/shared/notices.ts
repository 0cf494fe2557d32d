import { type ErrorCode, type ErrorDetails, KEYS_FORBIDDEN, MODELS_FORBIDDEN, TOKEN_IN_ADDRESS } from './errors';
import type { StringKey } from './strings';

/** What the one button of a notice does; the page that draws it knows how. */
export type NoticeAction =
  | 'agree'
  | 'connect'
  | 'setWorkflow'
  | 'allow'
  | 'retry'
  | 'retryLater'
  | 'signIn'
  | 'copyDetails'
  | 'checkAddress'
  | 'askAgain'
  | 'goOn'
  | 'beginAnew'
  | 'openHost'
  | 'seeAddress'
  | 'choosePart'
  | 'pasteText'
  | 'details';

/** A key of the catalogue with what is filled in. */
export interface Wording {
  id: StringKey;
  values: string[];
}

export interface NoticeText {
  sentence: Wording;
  action: NoticeAction;
  label: Wording;
}

/** Pause that is proposed where the back end asks for one without saying how long. */
export const DEFAULT_PAUSE_SECONDS = 20;

/** What Ollama is told, in its own environment, to answer this browser's extensions. */
const ORIGINS_LINE = `OLLAMA_ORIGINS=${import.meta.env.FIREFOX ? 'moz-extension' : 'chrome-extension'}://*`;

const say = (id: StringKey, ...values: string[]): Wording => ({ id, values });
const tryAgain = say('noticeTryAgain');
const copyDetails = say('noticeCopyDetails');

/**
 * One sentence and one action for everything that can go wrong (docs/interface.md 35–40). A new code does not compile
 * until it has both.
 */
const notices = {
  NO_CONSENT: (_host, { reason }) => ({
    sentence: say(reason === 'models' ? 'noticeNoConsentModels' : 'noticeNoConsent'),
    action: 'agree',
    label: say('noticeNoConsentAction'),
  }),
  NOT_CONNECTED: () => ({
    sentence: say('noticeNotConnected'),
    action: 'connect',
    label: say('noticeNotConnectedAction'),
  }),
  NO_WORKFLOW: (host) => ({
    sentence: say('noticeNoWorkflow', host),
    action: 'setWorkflow',
    label: say('noticeNoWorkflowAction'),
  }),
  NEEDS_PERMISSION: (host) => ({
    sentence: say('noticeNeedsPermission', host),
    action: 'allow',
    label: say('noticeNeedsPermissionAction', host),
  }),
  OFFLINE: () => ({ sentence: say('noticeOffline'), action: 'retry', label: tryAgain }),
  UNREACHABLE: (host, { reason }) => ({
    sentence: say(reason === 'model' ? 'noticeModelUnreachable' : 'noticeUnreachable', host),
    action: 'retry',
    label: tryAgain,
  }),
  SIGN_IN: (host, { reason }) =>
    reason === 'signInThere'
      ? { sentence: say('noticeSignInThere', host), action: 'retry', label: tryAgain }
      : { sentence: say('noticeSignIn', host), action: 'signIn', label: say('noticeSignInAction') },
  FORBIDDEN: (host, { reason }) =>
    reason === KEYS_FORBIDDEN || reason === MODELS_FORBIDDEN
      ? {
          sentence: say(reason === KEYS_FORBIDDEN ? 'noticeKeysForbidden' : 'noticeModelsForbidden'),
          action: 'connect',
          label: say('noticeNotConnectedAction'),
        }
      : {
          sentence: say(reason === 'serviceToken' ? 'noticeServiceToken' : 'noticeForbidden', host),
          action: 'copyDetails',
          label: copyDetails,
        },
  NOT_FOUND: () => ({ sentence: say('noticeNotFound'), action: 'checkAddress', label: say('noticeCheckAddress') }),
  TOO_MANY: (host, { retryAfterSeconds = DEFAULT_PAUSE_SECONDS }) => ({
    sentence: say('noticeTooMany', host, String(retryAfterSeconds)),
    action: 'retryLater',
    label: tryAgain,
  }),
  SERVER: (host, { status }) => ({
    sentence: status === undefined ? say('noticeServerUnnamed', host) : say('noticeServer', host, String(status)),
    action: 'retry',
    label: tryAgain,
  }),
  CUT_OFF: () => ({ sentence: say('noticeCutOff'), action: 'askAgain', label: say('noticeAskAgain') }),
  NO_ANSWER: (host) => ({ sentence: say('noticeNoAnswer', host), action: 'retry', label: tryAgain }),
  CONVERSATION_GONE: () => ({
    sentence: say('noticeConversationGone'),
    action: 'goOn',
    label: say('noticeGoOn'),
  }),
  CONTEXT_FULL: () => ({
    sentence: say('noticeContextFull'),
    action: 'beginAnew',
    label: say('noticeBeginAnew'),
  }),
  NOT_BEGUN: (host) => ({ sentence: say('noticeNotBegun', host), action: 'askAgain', label: say('noticeAskAgain') }),
  MODEL_MISSING: (host, { reason }) =>
    reason === 'none'
      ? { sentence: say('noticeNoModels', host), action: 'retry', label: tryAgain }
      : { sentence: say('noticeModelMissing', host), action: 'connect', label: say('noticeChooseModel') },
  MODEL_GONE: (host) => ({ sentence: say('noticeModelGone', host), action: 'askAgain', label: say('noticeAskAgain') }),
  MODEL_ORIGIN: (host) => ({
    sentence: say('noticeModelOrigin', host, ORIGINS_LINE),
    action: 'retry',
    label: tryAgain,
  }),
  NOT_JSON: (host) => ({
    sentence: say('noticeNotJson', host),
    action: 'openHost',
    label: say('noticeOpenHost', host),
  }),
  MOVED: (host) => ({ sentence: say('noticeMoved', host), action: 'seeAddress', label: say('noticeSeeAddress') }),
  TOO_LARGE: (host, { reason }) =>
    reason === 'message'
      ? { sentence: say('noticeMessageTooLong', host), action: 'pasteText', label: say('noticeShorten') }
      : { sentence: say('noticeTooLarge', host), action: 'choosePart', label: say('noticeChoosePart') },
  BAD_ANSWER: (host, { reason }) => ({
    sentence: say(reason === 'tooLong' ? 'noticeAnswerTooLong' : 'noticeBadAnswer', host),
    action: 'copyDetails',
    label: copyDetails,
  }),
  BAD_REQUEST: (host) => ({ sentence: say('noticeBadRequest', host), action: 'copyDetails', label: copyDetails }),
  BAD_ADDRESS: (host, { reason }) =>
    reason === TOKEN_IN_ADDRESS
      ? { sentence: say('noticeTokenInAddress', host), action: 'copyDetails', label: copyDetails }
      : {
          sentence: say(reason === 'userMissing' ? 'noticeUserMissing' : 'noticeBadAddress', host),
          action: 'checkAddress',
          label: say('noticeCheckAddress'),
        },
  // The browser's own menu hands the selected text over where no script may read it.
  PAGE_CLOSED: (_host, { reason }) => ({
    sentence: say(pageClosed[reason ?? ''] ?? 'noticePageClosed'),
    action: 'pasteText',
    label: say('noticePasteText'),
  }),
  VIEW_BLOCKED: () => ({ sentence: say('noticeViewBlocked'), action: 'details', label: say('noticeDetails') }),
  VIEW_NEEDED: () => ({ sentence: say('noticeViewNeeded'), action: 'retry', label: tryAgain }),
  CLOCK: (host) => ({ sentence: say('noticeClock', host), action: 'retry', label: tryAgain }),
  STORAGE: () => ({ sentence: say('noticeStorage'), action: 'retry', label: tryAgain }),
  UNEXPECTED: () => ({ sentence: say('noticeUnexpected'), action: 'retry', label: tryAgain }),
} satisfies Record<ErrorCode, (host: string, details: ErrorDetails) => NoticeText>;

/** Why a page cannot be read, where more is known than that the browser keeps it closed. */
const pageClosed: Record<string, StringKey> = {
  useMenu: 'noticePageClosedMenu',
  gone: 'pageGone',
  empty: 'noticePageEmpty',
};

/** @param fallbackHost named where the failure itself names no host: the connection's */
export function noticeText(code: ErrorCode, details: ErrorDetails, fallbackHost: string): NoticeText {
  return notices[code](details.host ?? fallbackHost, details);
}
