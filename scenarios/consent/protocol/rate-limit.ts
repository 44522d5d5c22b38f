/**
 * How often somebody may ask: so many times in each minute of the clock, which lets through twice that at the turn of a minute. Memory is bounded
 * by the number of askers in a minute, as every new minute starts empty.
 */
export interface RateLimit {
  isReached(who: string, nowMs: number): boolean;
  count(who: string, nowMs: number): void;
}

const windowMs = 60_000;

export const createRateLimit = (perMinute: number): RateLimit => {
  let window = -1;
  const counts = new Map<string, number>();
  const countOf = (who: string, nowMs: number): number => {
    const current = Math.floor(nowMs / windowMs);
    if (current !== window) counts.clear();
    window = current;
    return counts.get(who) ?? 0;
  };
  return {
    isReached: (who, nowMs) => countOf(who, nowMs) >= perMinute,
    count: (who, nowMs) => {
      counts.set(who, countOf(who, nowMs) + 1);
    },
  };
};
