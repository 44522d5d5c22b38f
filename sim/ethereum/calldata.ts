/**
 * What a transaction's data is in bytes and in gas, which its intrinsic gas includes: 4 for a zero byte (Yellow Paper,
 * appendix G) and 16 for any other (EIP-2028). What EIP-7623's floor adds is not a price of a byte, and not in here.
 */
export interface Calldata {
  readonly byteCount: number;
  readonly zeroByteCount: number;
  readonly gas: bigint;
}

const gasPerZeroByte = 4;
const gasPerOtherByte = 16;

export const calldataOf = (data: Uint8Array): Calldata => {
  let zeroByteCount = 0;
  for (const byte of data) if (byte === 0) zeroByteCount += 1;
  const byteCount = data.length;
  const gas = BigInt(gasPerZeroByte * zeroByteCount + gasPerOtherByte * (byteCount - zeroByteCount));
  return { byteCount, zeroByteCount, gas };
};
