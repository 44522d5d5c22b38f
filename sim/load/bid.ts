/**
 * What the wallets of an account label bid for gas, and what they do when a bid is not enough. One bid has a meaning in
 * either fee market, so that a scenario runs on any chain:
 *
 *   EIP-1559  tip = priorityFeeWei; cap = maxFeeWei, or maxFeeOverBaseRatio × base fee + tip
 *   legacy    gas price = gasPriceWei, or gasPriceOverQuoteRatio × the chain's quote
 *
 * A bid made for one market only is read in the other as follows. Legacy: quote + priorityFeeWei, at most maxFeeWei.
 * EIP-1559: the gas price is both fees, as the EIP treats a legacy transaction. What is not said is the chain's quote.
 */
import { type Amount, type Distribution, sample } from '../kernel/distributions.ts';
import type { RandomStream } from '../kernel/random.ts';

export interface FeeBid {
  readonly priorityFeeWei?: Amount;
  /** At most one of these two. A tip above the cap is cut to it. */
  readonly maxFeeWei?: Amount;
  readonly maxFeeOverBaseRatio?: FeeRatio;
  /** At most one of these two. */
  readonly gasPriceWei?: Amount;
  readonly gasPriceOverQuoteRatio?: FeeRatio;
  /** A transaction that is not included so long after its last submission is replaced by one that offers more. */
  readonly bumpAfterMs?: number;
  /** New fees over old ones. Absent: as little more as the chain's pool accepts. */
  readonly bumpRatio?: number;
  /** Absent: 1. */
  readonly maxBumps?: number;
}

/** The same, or drawn for every transaction. */
export type FeeRatio = number | Distribution;

/** A bid after its defaults are filled in. */
export interface ResolvedBid extends Omit<FeeBid, 'bumpAfterMs' | 'bumpRatio' | 'maxBumps'> {
  readonly bump: Bump | undefined;
}

export interface Bump {
  readonly afterMs: number;
  readonly ratio: number;
  readonly maxCount: number;
}

export const resolveBid = (
  { bumpAfterMs: afterMs, bumpRatio, maxBumps = 1, ...fees }: FeeBid,
  priceBumpPercent: number,
): ResolvedBid => {
  const ratio = bumpRatio ?? 1 + priceBumpPercent / 100;
  return { ...fees, bump: afterMs === undefined ? undefined : { afterMs, ratio, maxCount: maxBumps } };
};

/** What one transaction bids. */
export interface DrawnBid {
  readonly priorityFeeWei: bigint | undefined;
  readonly maxFeeWei: bigint | undefined;
  readonly maxFeeOverBaseRatio: number | undefined;
  readonly gasPriceWei: bigint | undefined;
  readonly gasPriceOverQuoteRatio: number | undefined;
  readonly bump: Bump | undefined;
}

/** Draws whatever is drawn, in the same order on every chain, so that variants of a run stay in step. */
export const drawBid = (bid: ResolvedBid, random: RandomStream): DrawnBid => ({
  priorityFeeWei: drawAmount(bid.priorityFeeWei, random),
  maxFeeWei: drawAmount(bid.maxFeeWei, random),
  maxFeeOverBaseRatio: drawRatio(bid.maxFeeOverBaseRatio, random),
  gasPriceWei: drawAmount(bid.gasPriceWei, random),
  gasPriceOverQuoteRatio: drawRatio(bid.gasPriceOverQuoteRatio, random),
  bump: bid.bump,
});

const drawAmount = (amount: Amount | undefined, random: RandomStream): bigint | undefined =>
  typeof amount === 'object' ? BigInt(Math.round(sample(amount, random))) : amount;

const drawRatio = (ratio: FeeRatio | undefined, random: RandomStream): number | undefined =>
  typeof ratio === 'object' ? sample(ratio, random) : ratio;
