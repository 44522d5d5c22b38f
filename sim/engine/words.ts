/** EVM words (unsigned, 256 bits, big-endian) as numbers, as bytes, and as text of one character per byte. */

const digitsPerWord = 64;

export const wordToBytes = (word: bigint): Uint8Array =>
  Buffer.from(word.toString(16).padStart(digitsPerWord, '0'), 'hex');

export const bytesToWord = ({ buffer, byteOffset }: Uint8Array): bigint => {
  const view = new DataView(buffer, byteOffset);
  const [high, low] = [
    (view.getBigUint64(0) << 64n) | view.getBigUint64(8),
    (view.getBigUint64(16) << 64n) | view.getBigUint64(24),
  ];
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
