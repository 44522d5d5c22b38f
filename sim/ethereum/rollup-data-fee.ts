/**
 * What a rollup of the OP Stack charges for a transaction's bytes on L1, by the formula of its Ecotone upgrade
 * (GasPriceOracle._getL1FeeEcotone; specs.optimism.io, Ecotone, L1 cost fees), in force until Fjord, whose formula
 * compresses first. It is a fee beside that for gas, in wei, on all signed bytes; nothing here is executed on a rollup.
 */
import { calldataOf } from './calldata.ts';

export interface EcotoneParameters {
  /** Of L1, per gas. */
  readonly baseFeeWei: bigint;
  readonly blobBaseFeeWei: bigint;
  /** In millionths, as the rollup's SystemConfig has them. */
  readonly baseFeeScalar: number;
  readonly blobBaseFeeScalar: number;
  /** Where these are from, and the day they are of. */
  readonly source: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

export const ecotoneFormula =
  '(4·zero bytes + 16·other bytes)·(16·baseFeeScalar·baseFee + blobBaseFeeScalar·blobBaseFee)/(16·10⁶) ' +
  '(OP Stack Ecotone, GasPriceOracle._getL1FeeEcotone)';

/** `raw`: as it goes over the wire, signature included. Rounded down, as the contract does. */
export const ecotoneDataFeeWei = (raw: Uint8Array, parameters: EcotoneParameters): bigint => {
  const { baseFeeWei, blobBaseFeeWei, baseFeeScalar, blobBaseFeeScalar } = parameters;
  const weighted = 16n * BigInt(baseFeeScalar) * baseFeeWei + BigInt(blobBaseFeeScalar) * blobBaseFeeWei;
  return (calldataOf(raw).gas * weighted) / 16_000_000n;
};
