/** What stands at the addresses that are code of the EVM itself, each by the proposal that put it there. */

/** By the number of the address. */
const names: ReadonlyMap<number, string> = new Map([
  [0x01, 'ecrecover'], // Yellow Paper, appendix E
  [0x02, 'sha256'],
  [0x03, 'ripemd160'],
  [0x04, 'identity'],
  [0x05, 'modexp'], // EIP-198
  [0x06, 'bn254 add'], // EIP-196
  [0x07, 'bn254 mul'],
  [0x08, 'bn254 pairing'], // EIP-197
  [0x09, 'blake2f'], // EIP-152
  [0x0a, 'kzg point evaluation'], // EIP-4844
  [0x0b, 'bls12-381 g1 add'], // EIP-2537
  [0x0c, 'bls12-381 g1 msm'],
  [0x0d, 'bls12-381 g2 add'],
  [0x0e, 'bls12-381 g2 msm'],
  [0x0f, 'bls12-381 pairing'],
  [0x10, 'bls12-381 map fp to g1'],
  [0x11, 'bls12-381 map fp2 to g2'],
  [0x100, 'p256verify'], // EIP-7951
]);

export const precompileName = (address: Uint8Array): string => {
  const number = address.reduce((value, byte) => value * 256 + byte, 0);
  return `precompile ${names.get(number) ?? `0x${number.toString(16)}`}`;
};
