/** EVM words (unsigned, 256 bits, big-endian) as numbers, as bytes, and as text of one character per byte. */

const digitsPerWord = 64;

/** Most words are slots, offsets and codes: those that fit four bytes are written without the detour through digits. */
export const wordToBytes = (word: bigint): Uint8Array =>
  word > largestShort
    ? Buffer.from(word.toString(16).padStart(digitsPerWord, '0'), 'hex')
    : shortToBytes(Number(word));

const largestShort = 0xffff_ffffn;

const shortToBytes = (word: number): Uint8Array => {
  const bytes = new Uint8Array(digitsPerWord / 2);
  [bytes[28], bytes[29], bytes[30], bytes[31]] = [word >>> 24, word >>> 16, word >>> 8, word];
  return bytes;
};

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
