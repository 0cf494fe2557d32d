import { ProxyError } from './errors';

const DAY_MS = 86_400_000;
/** Callers remembered in a day; beyond that only the cap for all of them applies. */
const MAX_CALLERS = 100_000;

export interface DailyCaps {
  /** Answers of all readers together, 0 for no cap. */
  total: number;
  /** Answers of one caller, 0 for no cap. */
  each: number;
}

/**
 * Bounds what a day can cost. Days are UTC's, as a model provider bills them. A caller is a reader, and also the address
 * a request comes from: where nobody has to sign in, a new reader costs nothing to make. Counted in memory: a restart
 * begins a new day.
 *
 * @returns takes one answer from the share of every caller named
 * @throws ProxyError daily_cap, with the seconds to midnight; nothing is taken then
 */
export function createDailyCap({ total, each }: DailyCaps, now: () => number): (callers: readonly string[]) => void {
  let day = 0;
  let all = 0;
  let counts = new Map<string, number>();
  return (callers) => {
    const today = Math.floor(now() / DAY_MS);
    if (today !== day) {
      day = today;
      all = 0;
      counts = new Map();
    }
    const used = (caller: string) => counts.get(caller) ?? 0;
    const isSpent = (total > 0 && all >= total) || (each > 0 && callers.some((caller) => used(caller) >= each));
    if (isSpent) {
      throw new ProxyError('daily_cap', { retryAfterSeconds: Math.ceil(((today + 1) * DAY_MS - now()) / 1_000) });
    }
    all += 1;
    if (each === 0) return;
    for (const caller of callers) {
      if (counts.has(caller) || counts.size < MAX_CALLERS) counts.set(caller, used(caller) + 1);
    }
  };
}
