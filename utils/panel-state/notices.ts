import type { ErrorCode, ErrorDetails } from '../errors';
import type { StringKey } from '../strings';
import type { Proposal } from './proposal';

/** What the bar above the composer may say: an expected failure, or an offer. */
export type PanelNotice =
  | {
      kind: 'fault';
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
  | { kind: 'alwaysHere'; pattern: string; host: string }
  /** The page of a passage proposes a back end. */
  | ({ kind: 'proposed' } & Proposal)
  /** Something was done; `undo` is its `**marked**` button. */
  | { kind: 'said'; sentence: StringKey; values: readonly string[]; undo?: () => void };

export type FaultNotice = Extract<PanelNotice, { kind: 'fault' }>;

/** Oldest first; the newest is drawn, the older ones wait (UI.md 21). */
export type NoticeQueue = readonly PanelNotice[];

const sameSubject = (a: PanelNotice, b: PanelNotice) =>
  a.kind === b.kind &&
  (a.kind !== 'fault' || b.kind !== 'fault' || (a.code === b.code && a.details.host === b.details.host));

/** A notice about the same thing is replaced, not repeated. */
export function noticeRaised(queue: NoticeQueue, notice: PanelNotice): NoticeQueue {
  return [...queue.filter((waiting) => !sameSubject(waiting, notice)), notice];
}

export function noticeDropped(queue: NoticeQueue, dropped: (notice: PanelNotice) => boolean): NoticeQueue {
  return queue.some(dropped) ? queue.filter((notice) => !dropped(notice)) : queue;
}

/** A request went through: what was said about failing ones is over. */
export function faultsCleared(queue: NoticeQueue): NoticeQueue {
  return noticeDropped(queue, ({ kind }) => kind === 'fault');
}

export function shownNotice(queue: NoticeQueue): PanelNotice | undefined {
  return queue.at(-1);
}
