import type { Aside } from '../shared/draft';
import type { ErrorCode, ErrorDetails } from '../shared/errors';
import type { StringKey } from '../shared/strings';
import type { Proposal } from './proposal';

/** What the bar above the composer may say: an expected error, or an offer. */
export type PanelNotice =
  | {
      kind: 'error';
      code: ErrorCode;
      details: ErrorDetails;
      /** For NEEDS_PERMISSION of a page: what to ask for and what to do then. Without: the back end's origins. */
      ask?: { patterns: string[]; then: () => void };
      /** What *Try again* repeats: the question in the composer, or loading the conversation. */
      cause: 'send' | 'load';
      /** Milliseconds since the epoch, for the countdown of TOO_MANY. */
      at: number;
    }
  | { kind: 'replaced' }
  /** What an earlier panel did not get through waits aside. */
  | { kind: 'aside'; aside: Aside }
  /** Offers lasting access to the site of the passage. */
  | { kind: 'alwaysHere'; pattern: string; host: string }
  /** The page of a passage proposes a back end. */
  | ({ kind: 'proposed' } & Proposal)
  /** Something was done; `undo` is its `**marked**` button. */
  | { kind: 'said'; sentence: StringKey; values: readonly string[]; undo?: () => void };

export type ErrorNotice = Extract<PanelNotice, { kind: 'error' }>;

/** Oldest first; the newest is drawn, the older ones wait (docs/interface.md 21). */
export type NoticeQueue = readonly PanelNotice[];

const sameSubject = (a: PanelNotice, b: PanelNotice) =>
  a.kind === b.kind &&
  (a.kind !== 'error' || b.kind !== 'error' || (a.code === b.code && a.details.host === b.details.host));

/** A notice about the same thing is replaced, not repeated. The offer of a site waits for whatever else there is to say. */
export function noticeRaised(queue: NoticeQueue, notice: PanelNotice): NoticeQueue {
  const others = queue.filter((waiting) => !sameSubject(waiting, notice));
  return notice.kind === 'alwaysHere' ? [notice, ...others] : [...others, notice];
}

export function noticeDropped(queue: NoticeQueue, dropped: (notice: PanelNotice) => boolean): NoticeQueue {
  return queue.some(dropped) ? queue.filter((notice) => !dropped(notice)) : queue;
}

/** A request succeeded, so notices about failed ones no longer apply. */
export function errorsCleared(queue: NoticeQueue): NoticeQueue {
  return noticeDropped(queue, ({ kind }) => kind === 'error');
}

export function shownNotice(queue: NoticeQueue): PanelNotice | undefined {
  return queue.at(-1);
}
