/**
 * Bytes as text of one character per byte (ISO 8859-1). Map keys must be compared by value, which typed arrays are not;
 * this form is half as long as hexadecimal and several times cheaper to make.
 */

/** Node defines this for every view of bytes, though its types offer it on Buffer alone. */
const { latin1Slice } = Buffer.prototype as unknown as { latin1Slice: (this: Uint8Array) => string };

export const bytesToText = (bytes: Uint8Array): string => latin1Slice.call(bytes);

export const textToBytes = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
};

/** The text of a big-endian number without its leading zero bytes; empty for zero. */
export const numberText = (bytes: Uint8Array): string => {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start++;
  return bytesToText(start === 0 ? bytes : bytes.subarray(start));
};
