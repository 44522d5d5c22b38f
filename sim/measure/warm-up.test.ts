import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random-stream.ts';
import type { SampleEvent } from './sample-round.ts';
import { summariseSample } from './sample-round.ts';
import { findWarnings } from './warnings.ts';

/** One a 100 ms; the first 100 take less and less time, the rest 5 to 6 ms. */
const settling = (count: number): SampleEvent[] => {
  const random = createRandom('settling');
  return Array.from({ length: count }, (_, index) => ({
    intendedMs: index * 100,
    delayMs: Math.round((5 + random.uniform() + Math.max(0, 100 - index)) * 1000) / 1000,
    gasUsed: index < 100 ? 90_000n : 45_000n,
  }));
};

const cut = { warmUp: 'mser' } as const;
const steadyDelay = { delayMs: 5 } as const;

describe('the warm-up of a round', () => {
  it('is left out of every figure as if it had not been sent, while counts stay whole', () => {
    const events = settling(1000);
    const round = summariseSample(events, cut);
    if (round.warmUp?.kind !== 'cut') throw new Error(`expected a cut, received ${round.warmUp?.kind}`);
    const { rowCount, sinceMs } = round.warmUp;
    expect(rowCount).toBeGreaterThan(80);
    expect(rowCount).toBeLessThan(120);
    expect(sinceMs).toBe(rowCount * 100);
    const rest = summariseSample(events.slice(rowCount));
    const { submitted, succeeded, warmUp: _, ...figures } = round;
    expect({ submitted, succeeded }).toEqual({ submitted: 1000, succeeded: 1000 });
    const { submitted: fewer, succeeded: __, ...expected } = rest;
    expect(fewer).toBe(1000 - rowCount);
    const label = expected.labels.GetMS;
    const labels = { GetMS: { ...label, submitted: 1000, succeeded: 1000 } };
    expect(figures).toEqual({ ...expected, labels });
  });

  it('is not mentioned where no cut was asked for', () => {
    expect('warmUp' in summariseSample(settling(1000))).toBe(false);
  });

  it('keeps failures and pending ones of the cut in the counts, and out of the figures', () => {
    const lost = [{ intendedMs: 1 }, { intendedMs: 2, delayMs: 1, error: 'revert' }];
    const round = summariseSample([...lost, ...settling(1000)], { ...cut, endMs: 200_000 });
    expect(round).toMatchObject({ submitted: 1002, succeeded: 1000, failed: 1, pending: 1 });
    expect(round.failures).toEqual([{ error: 'revert', count: 1 }]);
    expect(round.latencyMs.p999).not.toBeNull(); // the pending one was sent before the cut
  });

  it('is looked for in the order of sending, whatever the order of the rows', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(settling(300), { minLength: 300 }), (events) => {
        expect(summariseSample(events, cut).latencyMs).toEqual(summariseSample(settling(300), cut).latencyMs);
      }),
      { numRuns: 20 },
    );
  });

  it('warns, and cuts nothing, when it does not end in the first half', () => {
    const growing = Array.from({ length: 500 }, (_, index) => ({ intendedMs: index * 10, delayMs: index }));
    const round = summariseSample(growing, cut);
    expect(round.warmUp).toEqual({ method: 'MSER-5', kind: 'tooLong' });
    expect(findWarnings(round).map(({ code }) => code)).toContain('warmUpTooLong');
    expect({ ...round, warmUp: undefined }).toEqual({ ...summariseSample(growing), warmUp: undefined });
  });

  it('cuts nothing from fewer than fifty successes, whatever failed beside them', () => {
    const few = Array.from({ length: 49 }, (_, index) => ({ intendedMs: index, ...steadyDelay }));
    const failed = few.map((event) => ({ ...event, error: 'revert' }));
    expect(summariseSample([...few, ...failed], cut).warmUp).toEqual({ method: 'MSER-5', kind: 'tooFew' });
    expect(summariseSample([...few, { intendedMs: 49, ...steadyDelay }], cut).warmUp?.kind).toBe('cut');
  });
});
