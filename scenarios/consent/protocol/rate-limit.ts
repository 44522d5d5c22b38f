/**
 * How much somebody may ask for: so much in each minute, or day, of the clock, which lets through twice that at the turn of it. Memory is bounded
 * by the number of askers in one, as every new one starts empty; so does a server that starts anew.
 */
export interface RateLimit {
  /** Whether this much more would be too much. */
  isReached(who: string, nowMs: number, amount?: number): boolean;
  count(who: string, nowMs: number, amount?: number): void;
}

export const [minuteMs, dayMs] = [60_000, 86_400_000];

export const createRateLimit = (most: number, windowMs = minuteMs): RateLimit => {
  let window = -1;
  const counts = new Map<string, number>();
  const countOf = (who: string, nowMs: number): number => {
    const current = Math.floor(nowMs / windowMs);
    if (current !== window) counts.clear();
    window = current;
    return counts.get(who) ?? 0;
  };
  return {
    isReached: (who, nowMs, amount = 1) => countOf(who, nowMs) + amount > most,
    count: (who, nowMs, amount = 1) => {
      counts.set(who, countOf(who, nowMs) + amount);
    },
  };
};
