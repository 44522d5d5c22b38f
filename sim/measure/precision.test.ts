import { describe, expect, it } from 'vitest';
import { isOpen, precisionOf } from './precision.ts';
import { replicateRounds } from './replicated-round.ts';
import { summariseSample } from './sample-round.ts';

const asked = { askedRatio: 0.1, maximumCount: 200 };

/** Replications of two rounds: one that is always the same, and one with a latency of its own in each. */
const roundsWith = (...delaysMs: readonly (number | undefined)[]) =>
  replicateRounds(
    delaysMs.map((delayMs) => [
      summariseSample([{ intendedMs: 0, delayMs: 10 }], { label: 'steady' }),
      summariseSample([{ intendedMs: 0, delayMs }], { label: 'varying', endMs: 1000 }),
    ]),
  );

describe('precisionOf', () => {
  it('is that of the widest figure of all rounds', () => {
    const precision = precisionOf(roundsWith(90, 100, 110), asked);
    expect(precision).toMatchObject({ isReached: false, widest: { round: 1, label: 'varying' } });
    // latency: t(.975, 2) · 10 / √3 = 24.84 of 100; the throughput's is wider, as reciprocals are here
    expect(precision.widest?.figure).toBe('throughputTps');
    expect(precision.widest?.ratio).toBeGreaterThan(0.2484);
  });

  it('is reached when the widest is as narrow as asked, equality included', () => {
    const { widest } = precisionOf(roundsWith(90, 100, 110), asked);
    const ratio = widest?.ratio ?? 0;
    expect(precisionOf(roundsWith(90, 100, 110), { ...asked, askedRatio: ratio }).isReached).toBe(true);
    expect(precisionOf(roundsWith(100, 100), asked)).toMatchObject({ isReached: true, widest: { ratio: 0 } });
  });

  it('is not reached by one replication, nor by none', () => {
    expect(precisionOf(roundsWith(100), asked)).toMatchObject({ isReached: false, widest: { ratio: null } });
    expect(precisionOf([], asked)).toEqual({ ...asked, isReached: false, widest: null });
  });
});

describe('isOpen', () => {
  const wide = precisionOf(roundsWith(50, 100, 150), asked);

  it('until the precision is reached or the maximum is', () => {
    expect([isOpen(wide, 199), isOpen(wide, 200)]).toEqual([true, false]);
    expect(isOpen(precisionOf(roundsWith(100, 100), asked), 2)).toBe(false);
  });

  it('not for a figure that no replication has, as more of them would not help', () => {
    const lost = precisionOf(roundsWith(undefined, undefined), asked);
    expect(lost).toMatchObject({ isReached: false, widest: { isAbsent: true, figure: 'latencyMs.mean' } });
    expect(isOpen(lost, 2)).toBe(false);
    expect(isOpen(precisionOf(roundsWith(undefined, 100), asked), 2)).toBe(true);
  });
});
