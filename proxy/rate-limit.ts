import { ProxyError } from './errors';

/** Takes one request from the caller's share. Returns 0 when it is granted, else the whole seconds to wait. */
export type RateLimit = (caller: string) => number;

/**
 * A token bucket per caller: `perMinute` at once, refilled evenly. Remembers at most `mostCallers`; the one unseen for
 * longest is forgotten first, so memory is bounded whoever calls.
 */
export function createRateLimit(perMinute: number, now: () => number, mostCallers = 10_000): RateLimit {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { left: number; at: number }>();

  return (caller) => {
    const at = now();
    const known = buckets.get(caller);
    const left = known ? Math.min(perMinute, known.left + Math.max(0, at - known.at) * perMs) : perMinute;
    buckets.delete(caller);
    if (buckets.size >= mostCallers) buckets.delete(buckets.keys().next().value ?? '');
    buckets.set(caller, { left: left >= 1 ? left - 1 : left, at });
    return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1_000));
  };
}

/** @throws ProxyError too_many, with the seconds to wait */
export function takeShare(limit: RateLimit, caller: string): void {
  const retryAfterSeconds = limit(caller);
  if (retryAfterSeconds > 0) throw new ProxyError('too_many', { retryAfterSeconds });
}
