import { lastMeaningfulItem, type ConversationState, type Unanswered } from './state';

/** A server that lost its client finishes the answer within this time (docs/design.md, Streams). */
export const FINISH_WITHIN_MS = 60_000;
/** Waits between two looks. After the third the reader may ask again; the looks go on in case the answer still comes. */
const LOOK_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const LOOKS_BEFORE_CUT_OFF = 3;

export interface Watch {
  signal: AbortSignal;
  now: () => number;
  read: () => ConversationState;
  refresh: () => Promise<void>;
  mark: (unanswered: Unanswered) => void;
}

/**
 * After a reload the last message may have no answer: the server still writes it, or it was cut off. Looks again a few
 * times while the message is young enough, then says so. Nothing is ever sent a second time.
 */
export function watchUnanswered({ signal, now, read, refresh, mark }: Watch): void {
  const waits = () => {
    const { items, run } = read();
    return run === null && lastMeaningfulItem(items)?.type === 'user_message';
  };
  if (!waits()) return;
  if (isOld(read(), now())) {
    mark('cut-off');
    return;
  }
  mark('waiting');
  let looks = 0;
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    const wait = LOOK_AFTER_MS[looks];
    if (wait === undefined) return;
    timer = setTimeout(() => void look(), wait);
  };
  const look = async () => {
    looks += 1;
    await refresh();
    if (signal.aborted || !waits()) return;
    mark(looks >= LOOKS_BEFORE_CUT_OFF ? 'cut-off' : 'waiting');
    next();
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  next();
}

/** True when the message is surely older than an answer may take. A time without a zone may be off by up to a day. */
function isOld({ items }: ConversationState, now: number): boolean {
  const written = lastMeaningfulItem(items)?.created_at ?? '';
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(written);
  const age = now - Date.parse(written);
  return age > (hasZone ? FINISH_WITHIN_MS : 26 * 3_600_000 + FINISH_WITHIN_MS);
}
