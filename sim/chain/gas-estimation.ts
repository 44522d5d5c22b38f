/**
 * eth_estimateGas as geth does it (eth/gasestimator): execute with the highest allowed limit, try the gas that was
 * needed at any moment plus the call stipend and EIP-150's sixty-fourth, then bisect until the limit is known to 1.5 %.
 * The message runs with its real sender, so that access checks in contracts decide as they will for the transaction.
 */
import type { CallMessage, CallOutcome, Engine } from '../engine/engine.ts';
import { type Hardfork, isAtLeast } from '../ethereum/hardfork.ts';
import type { GasEstimate } from './chain.ts';

/** geth: estimateGasErrorRatio, 15 thousandths. */
const errorPerMille = 15n;
/** Yellow Paper, appendix G: G_callstipend. */
const callStipend = 2_300n;
/** EIP-7825: the most gas that a transaction may ask for, 2^24, from Osaka on. */
const transactionGasCap = 16_777_216n;

export interface Estimation {
  readonly estimate: GasEstimate;
  /** Of all executions that it took. */
  readonly gasSpent: bigint;
}

export const highestGasLimit = (hardfork: Hardfork, blockGasLimit: bigint): bigint =>
  isAtLeast(hardfork, 'osaka') && blockGasLimit > transactionGasCap ? transactionGasCap : blockGasLimit;

export const estimateGas = async (
  engine: Engine,
  message: CallMessage,
  blockGasLimit: bigint,
): Promise<Estimation> => {
  let gasSpent = 0n;
  const execute = async (gasLimit: bigint): Promise<CallOutcome> => {
    const outcome = await engine.call({ ...message, gasLimit });
    gasSpent += outcome.gasUsed;
    return outcome;
  };

  let enough = message.gasLimit ?? highestGasLimit(engine.hardfork, blockGasLimit);
  const first = await execute(enough);
  if (first.status === 'reverted') return { estimate: { kind: 'reverted', outcome: first }, gasSpent };

  let tooLittle = first.gasUsed - 1n;
  let probe = ((first.gasBeforeRefund + callStipend) * 64n) / 63n;
  if (probe >= enough) probe = midpoint(tooLittle, enough);
  while (isWorthwhile(tooLittle, enough)) {
    if ((await execute(probe)).status === 'success') enough = probe;
    else tooLittle = probe;
    probe = midpoint(tooLittle, enough);
  }
  return { estimate: { kind: 'estimated', gasLimit: enough }, gasSpent };
};

const isWorthwhile = (tooLittle: bigint, enough: bigint): boolean =>
  tooLittle + 1n < enough && (enough - tooLittle) * 1_000n >= enough * errorPerMille;

/** Most messages need little more than they use, so the search leans to the low side. */
const midpoint = (tooLittle: bigint, enough: bigint): bigint => {
  const middle = (tooLittle + enough) / 2n;
  return middle > tooLittle * 2n ? tooLittle * 2n : middle;
};
