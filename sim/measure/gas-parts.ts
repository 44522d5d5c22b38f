/** Gas in parts that sum to what receipts say, to the unit. */

/** base + calldata + execution − refund + floor = what the receipt says. */
export interface GasParts {
  /** The intrinsic gas without its calldata: 21,000, and what creations, access lists and authorizations add. */
  readonly base: bigint;
  readonly calldata: bigint;
  readonly execution: bigint;
  /** Given back, after its cap. */
  readonly refund: bigint;
  /** What EIP-7623's floor adds. */
  readonly floor: bigint;
}

export const gasOfParts = ({ base, calldata, execution, refund, floor }: GasParts): bigint =>
  base + calldata + execution - refund + floor;

export const addParts = (a: GasParts, b: GasParts): GasParts => ({
  base: a.base + b.base,
  calldata: a.calldata + b.calldata,
  execution: a.execution + b.execution,
  refund: a.refund + b.refund,
  floor: a.floor + b.floor,
});
