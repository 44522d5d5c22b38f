/**
 * A wire that carries one copy at a time. It is taken for spans of time, in whatever order: what is asked for gets the
 * first gap that is long enough.
 */
export interface Uplink {
  /** Takes the first free span of this length that begins at `fromMs` or later; returns its beginning. */
  take(fromMs: number, durationMs: number): number;
  /** Nothing earlier is asked for any more. */
  forget(beforeMs: number): void;
}

interface Span {
  readonly startMs: number;
  endMs: number;
}

export const createUplink = (): Uplink => {
  /** Ascending, without overlaps. */
  let taken: Span[] = [];
  return {
    take: (fromMs, durationMs) => {
      let startMs = fromMs;
      let index = 0;
      for (; index < taken.length; index += 1) {
        const span = taken[index] as Span;
        if (span.startMs >= startMs + durationMs) break;
        startMs = Math.max(startMs, span.endMs);
      }
      if (durationMs === 0) return startMs;
      const before = taken[index - 1];
      // Copies that follow each other are one span.
      if (before?.endMs === startMs) before.endMs = startMs + durationMs;
      else taken.splice(index, 0, { startMs, endMs: startMs + durationMs });
      return startMs;
    },
    forget: (beforeMs) => {
      if ((taken[0]?.endMs ?? beforeMs) < beforeMs) taken = taken.filter(({ endMs }) => endMs >= beforeMs);
    },
  };
};
