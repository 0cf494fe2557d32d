import type { FrameError } from '../../../chatkit/frame/messages';
import type { StringKey } from '../../shared/strings';

/** Why OpenAI's chat window does not stand. `silent`: its page never spoke; `slow`, `idle`: it spoke and did no more. */
export type ViewError = FrameError | 'offline' | 'silent' | 'version' | 'slow' | 'idle' | 'noFrame' | 'notAllowed';

/** Catalogue keys of what *Details* says. */
export const viewErrorSentences: Record<ViewError, StringKey> = {
  offline: 'viewOffline',
  silent: 'viewSilent',
  version: 'viewVersion',
  script: 'viewScript',
  element: 'viewScript',
  domain: 'viewDomain',
  options: 'viewBroke',
  removed: 'viewDomain',
  broke: 'viewBroke',
  slow: 'viewSlow',
  idle: 'viewSlow',
  noFrame: 'viewNoFrame',
  notAllowed: 'viewNotAllowed',
};

export const isViewError = (reason: string | undefined): reason is ViewError =>
  reason !== undefined && Object.hasOwn(viewErrorSentences, reason);
