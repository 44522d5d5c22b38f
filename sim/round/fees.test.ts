import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawnBid } from '../load/bid.ts';
import { gwei } from '../units.ts';
import { bidFees, offeredFees, raisedFees } from './fees.ts';

const quote = { maxFeePerGasWei: 21n, maxPriorityFeePerGasWei: 1n, baseFeePerGasWei: 10n };
const legacyQuote = { maxFeePerGasWei: 100n, maxPriorityFeePerGasWei: 100n, baseFeePerGasWei: undefined };

const offer = (maxFeePerGasWei?: bigint, maxPriorityFeePerGasWei?: bigint) => {
  const fees = offeredFees(
    {
      ...(maxFeePerGasWei === undefined ? {} : { maxFeePerGasWei }),
      ...(maxPriorityFeePerGasWei === undefined ? {} : { maxPriorityFeePerGasWei }),
    },
    quote,
  );
  return [fees.maxFeePerGasWei, fees.maxPriorityFeePerGasWei];
};

const noBid: DrawnBid = {
  priorityFeeWei: undefined,
  maxFeeWei: undefined,
  maxFeeOverBaseRatio: undefined,
  gasPriceWei: undefined,
  gasPriceOverQuoteRatio: undefined,
  bump: undefined,
};
const bid = (fields: Partial<DrawnBid>, of: typeof quote | typeof legacyQuote = quote) => {
  const { maxFeePerGasWei, maxPriorityFeePerGasWei } = bidFees({ ...noBid, ...fields }, of);
  return [maxFeePerGasWei, maxPriorityFeePerGasWei];
};

describe('offered fees', () => {
  it('are the quote, unless the author says otherwise', () => {
    expect(offer()).toEqual([21n, 1n]);
    expect(offer(30n, 5n)).toEqual([30n, 5n]);
  });

  it('an explicit tip raises the cap by as much as it exceeds the quoted one', () => {
    expect(offer(undefined, 5n)).toEqual([25n, 5n]);
  });

  it('an explicit cap bounds the tip', () => {
    expect(offer(30n)).toEqual([30n, 1n]);
    expect(offer(0n)).toEqual([0n, 0n]);
  });
});

describe('a bid in an EIP-1559 market', () => {
  it('is the quote in what it leaves out', () => {
    expect(bid({})).toEqual([21n, 1n]);
    expect(bid({ priorityFeeWei: 4n })).toEqual([24n, 4n]);
    expect(bid({ maxFeeOverBaseRatio: 3 })).toEqual([31n, 1n]);
  });

  it('caps at a multiple of the base fee and the tip, or at a sum, to which the tip is cut', () => {
    expect(bid({ priorityFeeWei: 4n, maxFeeOverBaseRatio: 1.25 })).toEqual([17n, 4n]);
    expect(bid({ priorityFeeWei: 4n, maxFeeWei: 12n })).toEqual([12n, 4n]);
    expect(bid({ priorityFeeWei: 4n, maxFeeWei: 3n })).toEqual([3n, 3n]);
  });

  it('made for a legacy market offers its price as both fees', () => {
    expect(bid({ gasPriceWei: 15n })).toEqual([15n, 15n]);
    expect(bid({ gasPriceOverQuoteRatio: 2 })).toEqual([22n, 22n]); // base fee and tip, twice
    expect(bid({ gasPriceWei: 15n, priorityFeeWei: 2n })).toEqual([22n, 2n]);
  });
});

describe('a bid in a legacy market', () => {
  it('is a gas price, or a multiple of the quote', () => {
    expect(bid({ gasPriceWei: 15n, priorityFeeWei: 2n }, legacyQuote)).toEqual([15n, 15n]);
    expect(bid({ gasPriceOverQuoteRatio: 1.5 }, legacyQuote)).toEqual([150n, 150n]);
    expect(bid({}, legacyQuote)).toEqual([100n, 100n]);
  });

  it('made for an EIP-1559 market puts the tip on top of the quote, within the cap', () => {
    expect(bid({ priorityFeeWei: 5n, maxFeeOverBaseRatio: 2 }, legacyQuote)).toEqual([105n, 105n]);
    expect(bid({ priorityFeeWei: 5n, maxFeeWei: 60n }, legacyQuote)).toEqual([60n, 60n]);
  });
});

describe('raised fees', () => {
  it('raised ≥ old × ratio, never by more than one wei beyond it, and raised > old', () => {
    const wei = fc.bigInt(1n, gwei(1_000_000));
    const ratios = fc.integer({ min: 100, max: 1_000 });
    fc.assert(
      fc.property(wei, wei, ratios, (maxFeePerGasWei, maxPriorityFeePerGasWei, percent) => {
        const old = { maxFeePerGasWei, maxPriorityFeePerGasWei };
        const raised = raisedFees(old, percent / 100);
        for (const field of ['maxFeePerGasWei', 'maxPriorityFeePerGasWei'] as const) {
          const excess = 100n * raised[field] - BigInt(percent) * old[field];
          expect(excess >= 0n && excess <= 100n).toBe(true);
          expect(raised[field]).toBeGreaterThan(old[field]);
        }
      }),
    );
  });
});
