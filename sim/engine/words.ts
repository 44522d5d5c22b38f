/** EVM words (unsigned, 256 bits, big-endian) as numbers, as bytes, and as text of one character per byte. */

/** One word, through which all go: a view of a short array would first give that array a buffer outside of the heap. */
const word256 = new Uint8Array(32);
const limbs = new DataView(word256.buffer);

/** The word's bytes until the next word is converted: for who copies them at once. */
export const passingBytes = (word: bigint): Uint8Array => {
  // `setBigUint64` takes the lowest 64 bits.
  limbs.setBigUint64(0, word >> 192n);
  limbs.setBigUint64(8, word >> 128n);
  limbs.setBigUint64(16, word >> 64n);
  limbs.setBigUint64(24, word);
  return word256;
};

export const wordToBytes = (word: bigint): Uint8Array => passingBytes(word).slice();

export const bytesToWord = (bytes: Uint8Array): bigint => {
  word256.set(bytes);
  const high = (limbs.getBigUint64(0) << 64n) | limbs.getBigUint64(8);
  const low = (limbs.getBigUint64(16) << 64n) | limbs.getBigUint64(24);
  return (high << 128n) | low;
};

/** The number that text without leading zeros stands for; zero for no text. */
export const textToWord = (text: string): bigint =>
  text === '' ? 0n : BigInt(`0x${Buffer.from(text, 'latin1').toString('hex')}`);

/** Without leading zeros; empty for zero. */
export const wordToText = (word: bigint): string => {
  if (word === 0n) return '';
  const digits = word.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex').toString('latin1');
};
