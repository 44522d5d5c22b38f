/**
 * What a transaction offers: the author's values where given, then its label's bid, then the chain's quote. Whole wei;
 * a multiple is rounded up, so that a replacement never falls short of what the pool asks.
 */
import type { FeeQuote } from '../chain/chain.ts';
import type { DrawnBid } from '../load/bid.ts';
import type { SendOptions } from '../load/workload.ts';

/** In a legacy market both are the gas price. */
export type Fees = Pick<FeeQuote, 'maxFeePerGasWei' | 'maxPriorityFeePerGasWei'>;

/** What the bid makes of the quote; the quote itself where there is no bid. */
export const bidFees = (bid: DrawnBid | undefined, quote: FeeQuote): Fees => {
  if (bid === undefined) return quote;
  const { baseFeePerGasWei } = quote;
  return baseFeePerGasWei === undefined
    ? both(legacyPriceWei(bid, quote.maxFeePerGasWei))
    : marketFees(bid, quote, baseFeePerGasWei);
};

const both = (priceWei: bigint): Fees => ({ maxFeePerGasWei: priceWei, maxPriorityFeePerGasWei: priceWei });

const legacyPriceWei = (bid: DrawnBid, quoteWei: bigint): bigint => {
  const { priorityFeeWei = 0n, maxFeeWei } = bid;
  return gasPriceWei(bid, quoteWei) ?? least(quoteWei + priorityFeeWei, maxFeeWei);
};

const marketFees = (bid: DrawnBid, quote: FeeQuote, baseFeeWei: bigint): Fees => {
  const { priorityFeeWei, maxFeeWei, maxFeeOverBaseRatio } = bid;
  const { maxPriorityFeePerGasWei: quotedTipWei } = quote;
  const isForLegacy = (priorityFeeWei ?? maxFeeWei ?? maxFeeOverBaseRatio) === undefined;
  // What eth_gasPrice answers is base fee and tip.
  const priceWei = isForLegacy ? gasPriceWei(bid, baseFeeWei + quotedTipWei) : undefined;
  if (priceWei !== undefined) return both(priceWei);
  const tipWei = priorityFeeWei ?? quotedTipWei;
  const headroomWei =
    maxFeeOverBaseRatio === undefined
      ? quote.maxFeePerGasWei - quotedTipWei
      : times(baseFeeWei, maxFeeOverBaseRatio);
  const capWei = maxFeeWei ?? headroomWei + tipWei;
  return { maxFeePerGasWei: capWei, maxPriorityFeePerGasWei: least(tipWei, capWei) };
};

const gasPriceWei = (bid: DrawnBid, quoteWei: bigint): bigint | undefined => {
  const { gasPriceWei: priceWei, gasPriceOverQuoteRatio: ratio } = bid;
  return priceWei ?? (ratio === undefined ? undefined : times(quoteWei, ratio));
};

const least = (a: bigint, b: bigint | undefined): bigint => (b === undefined || a < b ? a : b);

const ratioScale = 1_000_000n;

/** Rounded up; the ratio counts to the millionth. */
const times = (amountWei: bigint, ratio: number): bigint => {
  const scaled = BigInt(Math.round(ratio * Number(ratioScale)));
  return (amountWei * scaled + ratioScale - 1n) / ratioScale;
};

/** Both fees, so many times as high and in any case higher. */
export const raisedFees = ({ maxFeePerGasWei, maxPriorityFeePerGasWei }: Fees, ratio: number): Fees => ({
  maxFeePerGasWei: raised(maxFeePerGasWei, ratio),
  maxPriorityFeePerGasWei: raised(maxPriorityFeePerGasWei, ratio),
});

const raised = (amountWei: bigint, ratio: number): bigint => {
  const wantedWei = times(amountWei, ratio);
  return wantedWei > amountWei ? wantedWei : amountWei + 1n;
};

/**
 * An explicit tip raises the cap by what it exceeds the tip that would have been, as wallets do; an explicit cap bounds
 * that tip.
 */
export const offeredFees = (request: Pick<SendOptions, keyof Fees>, fees: Fees): Fees => {
  const { maxFeePerGasWei: capWei, maxPriorityFeePerGasWei: tipWei } = request;
  const headroomWei = fees.maxFeePerGasWei - fees.maxPriorityFeePerGasWei;
  if (tipWei !== undefined)
    return { maxFeePerGasWei: capWei ?? headroomWei + tipWei, maxPriorityFeePerGasWei: tipWei };
  if (capWei === undefined) return fees;
  return { maxFeePerGasWei: capWei, maxPriorityFeePerGasWei: least(fees.maxPriorityFeePerGasWei, capWei) };
};
