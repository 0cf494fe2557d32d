/**
 * At most `limit` uses per key within `windowMs` (docs/threats.md T21, T50). Held in memory only: a new worker starts
 * afresh, which costs a page nothing it did not have.
 */
export function createRateLimit(limit: number, windowMs: number, now: () => number) {
  const uses = new Map<number, number[]>();
  return (key: number): boolean => {
    const recent = (uses.get(key) ?? []).filter((at) => now() - at < windowMs);
    if (recent.length >= limit) return false;
    uses.set(key, [...recent, now()]);
    return true;
  };
}
