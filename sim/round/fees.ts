import type { FeeQuote } from '../chain/chain.ts';
import type { SendOptions } from '../load/workload.ts';

/**
 * What a transaction offers: the author's values where given, the chain's quote for the rest. An explicit tip raises
 * the quoted cap by what it exceeds the quoted tip, as wallets do; an explicit cap bounds the quoted tip.
 */
export const offeredFees = (request: Pick<SendOptions, FeeField>, quote: FeeQuote): FeeQuote => {
  const { maxFeePerGasWei: capWei, maxPriorityFeePerGasWei: tipWei } = request;
  const headroomWei = quote.maxFeePerGasWei - quote.maxPriorityFeePerGasWei;
  if (tipWei !== undefined)
    return { maxFeePerGasWei: capWei ?? headroomWei + tipWei, maxPriorityFeePerGasWei: tipWei };
  if (capWei === undefined) return quote;
  const isQuotedTipPayable = quote.maxPriorityFeePerGasWei < capWei;
  return isQuotedTipPayable
    ? { ...quote, maxFeePerGasWei: capWei }
    : { maxFeePerGasWei: capWei, maxPriorityFeePerGasWei: capWei };
};

type FeeField = 'maxFeePerGasWei' | 'maxPriorityFeePerGasWei';
