import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform } from '../kernel/distributions.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { gwei } from '../units.ts';
import { drawBid, type FeeBid, resolveBid } from './bid.ts';
import { problemsOfBid } from './bid-problems.ts';

const pathsOf = (bid: FeeBid, percent: number | undefined = 10) =>
  problemsOfBid(bid, percent).map(({ path }) => path);

describe('a bid', () => {
  it('raises by what the pool asks, once, unless it says otherwise', () => {
    expect(resolveBid({ bumpAfterMs: 5_000 }, 10).bump).toEqual({ afterMs: 5_000, ratio: 1.1, maxCount: 1 });
    expect(resolveBid({ bumpAfterMs: 1, bumpRatio: 2, maxBumps: 3 }, 10).bump).toEqual({
      afterMs: 1,
      ratio: 2,
      maxCount: 3,
    });
    expect(resolveBid({ priorityFeeWei: 1n }, 10)).toEqual({ priorityFeeWei: 1n, bump: undefined });
  });

  it('draws whole wei within its distributions, and takes what is no distribution as it is', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const bid = resolveBid({ priorityFeeWei: uniform(1e9, 2e9), maxFeeOverBaseRatio: 3 }, 10);
        const drawn = drawBid(bid, createRandom(seed));
        expect(drawn.priorityFeeWei).toBeGreaterThanOrEqual(gwei(1));
        expect(drawn.priorityFeeWei).toBeLessThanOrEqual(gwei(2));
        expect(drawn.maxFeeOverBaseRatio).toBe(3);
      }),
    );
  });
});

describe('problems of a bid', () => {
  it('are none where it can be paid and replaced', () => {
    expect(
      pathsOf({ priorityFeeWei: 5n, maxFeeWei: 5n, bumpAfterMs: 1, bumpRatio: 1.1, maxBumps: 2 }),
    ).toEqual([]);
  });

  it('are found all at once, each with its place', () => {
    const bid: FeeBid = {
      priorityFeeWei: 5n,
      maxFeeWei: 4n,
      maxFeeOverBaseRatio: 2,
      gasPriceWei: 1n,
      gasPriceOverQuoteRatio: 1,
      bumpAfterMs: 1,
      bumpRatio: 1.05,
    };
    expect(pathsOf(bid)).toEqual(['maxFeeOverBaseRatio', 'gasPriceOverQuoteRatio', 'maxFeeWei', 'bumpRatio']);
  });

  it('include what is inside a distribution that no factory has checked', () => {
    const bid: FeeBid = { priorityFeeWei: { kind: 'constant', valueMs: Number.NaN } };
    expect(pathsOf(bid)).toEqual(['priorityFeeWei.valueMs']);
  });

  it('name a cap that no draw of the tip fits under, and leave alone what some do', () => {
    expect(pathsOf({ priorityFeeWei: uniform(5, 9), maxFeeWei: 4n })).toEqual(['maxFeeWei']);
    expect(pathsOf({ priorityFeeWei: uniform(5, 9), maxFeeWei: 6n })).toEqual([]);
  });

  it('name a bump that has no time, and one below what the pool of the chain asks', () => {
    expect(pathsOf({ bumpRatio: 2, maxBumps: 1 })).toEqual(['bumpRatio', 'maxBumps']);
    expect(pathsOf({ bumpAfterMs: 1, bumpRatio: 1.2 }, 25)).toEqual(['bumpRatio']);
    expect(pathsOf({ bumpAfterMs: 1, bumpRatio: 1.2 }, undefined)).toEqual([]);
  });
});
