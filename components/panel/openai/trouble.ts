import type { FrameFailure } from '../../../chatkit/frame/messages';
import type { StringKey } from '../../../utils/strings';

/** Why OpenAI's chat window does not stand. `silent`: its page never spoke; `slow`, `idle`: it spoke and did no more. */
export type ViewTrouble = FrameFailure | 'offline' | 'silent' | 'version' | 'slow' | 'idle' | 'noFrame' | 'notAllowed';

/** Catalogue keys of what *Details* says. */
export const troubleSentences: Record<ViewTrouble, StringKey> = {
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

export const isViewTrouble = (reason: string | undefined): reason is ViewTrouble =>
  reason !== undefined && Object.hasOwn(troubleSentences, reason);
