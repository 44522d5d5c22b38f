/** The arrival model against its own intensity. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, poissonProfileRate } from '../../../sim/index.ts';
import { drawKind, encountersPerStaff, hourMs, piecesOf, type Span, usualSpans } from './arrivals.ts';
import { burstNames, burstSpans } from './bursts.ts';
import { profiles } from './profiles.ts';

const countIn = (spans: readonly Span[]): number =>
  spans.reduce((sum, { fromMs, toMs, tps }) => sum + ((toMs - fromMs) * tps) / 1000, 0);
const day = usualSpans(2_000, 'weekday');

/** Arrivals of one day, without the day's own factor. */
const arrivalsOf = (spans: readonly Span[], seed: number): number[] => {
  const pacer = poissonProfileRate(piecesOf(spans, 0, 24 * hourMs)).begin(createRandom(seed), {
    ...{ startMs: 0, txCount: undefined, durationMs: 24 * hourMs },
  });
  const times: number[] = [];
  for (;;) {
    const due = pacer.due(times.length, { nowMs: 0, startedCount: 0, completedCount: 0 });
    if (due.kind !== 'at' || due.timeMs >= 24 * hourMs) return times;
    times.push(due.timeMs);
  }
};

describe('a usual day', () => {
  it('brings 20.2 encounters to each member of staff, most of them at ten in the morning', () => {
    expect(countIn(day)).toBeCloseTo(2_000 * encountersPerStaff, 6);
    const busiest = day.reduce((best, span) => (span.tps > best.tps ? span : best));
    expect(busiest.fromMs).toBe(10 * hourMs);
  });

  it('has in every hour the Poisson number of its rate', () => {
    const times = arrivalsOf(day, 3);
    for (const { fromMs, toMs, tps } of day) {
      const expected = ((toMs - fromMs) * tps) / 1000;
      const count = times.filter((timeMs) => timeMs >= fromMs && timeMs < toMs).length;
      expect(Math.abs(count - expected), `hour ${fromMs / hourMs}`).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  it('has uniform remainders of hours: within an hour nothing is more likely than another', () => {
    const shares = arrivalsOf(day, 4).map((timeMs) => (timeMs % hourMs) / hourMs);
    const sorted = shares.sort((one, other) => one - other);
    const distance = Math.max(...sorted.map((share, index) => Math.abs(share - index / sorted.length)));
    expect(distance).toBeLessThan(1.63 / Math.sqrt(sorted.length)); // Kolmogorov–Smirnov at 1 %
  });

  it('is quieter at weekends by what was measured: 1.76 by day, 1.14 at night', () => {
    const weekend = usualSpans(2_000, 'weekend');
    const ratioAt = (hour: number) => (day[hour]?.tps ?? 0) / (weekend[hour]?.tps ?? 1);
    expect([ratioAt(10), ratioAt(20), ratioAt(2)].map((ratio) => ratio.toFixed(2))).toEqual([
      ...['1.76', '1.52', '1.14'],
    ]);
  });
});

describe('several sources', () => {
  it('pieces of a window have as many arrivals as its sources have in it', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(fc.constantFrom(...burstNames), hour, hour, (burst, one, other) => {
        const [fromMs, toMs] = [Math.min(one, other) * hourMs, (Math.max(one, other) + 1) * hourMs];
        const spans = [...usualSpans(20, 'weekday'), ...burstSpans(burst, profiles.clinic)];
        const inWindow = spans.map((span) => ({
          ...span,
          ...{ fromMs: Math.max(fromMs, span.fromMs), toMs: Math.min(toMs, span.toMs) },
        }));
        const pieces = piecesOf(spans, fromMs, toMs);
        const expected = countIn(inWindow.filter((span) => span.toMs > span.fromMs));
        const count = pieces.reduce((sum, { durationMs, tps }) => sum + (durationMs * tps) / 1000, 0);
        expect(count).toBeCloseTo(expected, 6);
        expect(pieces.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBe(toMs - fromMs);
      }),
    );
  });

  it('an arrival comes from each source in proportion to its rate at that moment', () => {
    const spans = [...usualSpans(20, 'weekday'), ...burstSpans('casualty', profiles.clinic)];
    const random = createRandom(5);
    const shareAt = (hour: number) =>
      Array.from({ length: 4_000 }, () => drawKind(spans, hour * hourMs, random)).filter(
        (kind) => kind === 'casualty',
      ).length / 4_000;
    expect(Math.abs(shareAt(14.5) - 0.8)).toBeLessThan(4 * Math.sqrt((0.8 * 0.2) / 4_000));
    expect(shareAt(13.5)).toBe(0);
  });
});
