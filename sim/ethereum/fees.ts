/**
 * What a transaction pays per unit of gas, and how the base fee follows from block to block (EIP-1559). Integers
 * throughout: every division floors, as consensus requires.
 */
import type { Transaction } from './transaction.ts';

/** EIP-1559 §Specification: ELASTICITY_MULTIPLIER, the gas limit over the gas target. */
const elasticityMultiplier = 2n;
/** EIP-1559 §Specification: BASE_FEE_MAX_CHANGE_DENOMINATOR, an eighth per block at most. */
const baseFeeMaxChangeDenominator = 8n;
/** EIP-1559 §Specification: INITIAL_BASE_FEE, of the first block under the rule. */
export const initialBaseFeeWei = 1_000_000_000n;

export interface ParentBlock {
  readonly gasLimit: bigint;
  readonly gasUsed: bigint;
  readonly baseFeePerGasWei: bigint;
}

/** The base fee of the block after `parent`. EIP-1559 §Specification, `expected_base_fee_per_gas`. */
export const nextBaseFeeWei = ({ gasLimit, gasUsed, baseFeePerGasWei }: ParentBlock): bigint => {
  const gasTarget = gasLimit / elasticityMultiplier;
  if (gasUsed === gasTarget) return baseFeePerGasWei;
  const distance = gasUsed > gasTarget ? gasUsed - gasTarget : gasTarget - gasUsed;
  const change = (baseFeePerGasWei * distance) / gasTarget / baseFeeMaxChangeDenominator;
  if (gasUsed < gasTarget) return baseFeePerGasWei - change;
  return baseFeePerGasWei + (change > 1n ? change : 1n);
};

/** What each unit of gas costs the sender: base fee and tip, within the cap; the whole price before London. */
export const effectiveGasPriceWei = (
  {
    maxFeePerGasWei,
    maxPriorityFeePerGasWei,
  }: Pick<Transaction, 'maxFeePerGasWei' | 'maxPriorityFeePerGasWei'>,
  baseFeePerGasWei: bigint | undefined,
): bigint => {
  if (baseFeePerGasWei === undefined) return maxFeePerGasWei;
  const wanted = baseFeePerGasWei + maxPriorityFeePerGasWei;
  return wanted < maxFeePerGasWei ? wanted : maxFeePerGasWei;
};
