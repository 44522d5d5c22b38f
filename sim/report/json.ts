/**
 * JSON as every result file has it: keys in the order of the code that made the value, bigints as decimal strings,
 * two spaces, a newline at the end. The same value always gives the same bytes.
 */
export const toJson = (value: unknown): string =>
  `${JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part), 2)}\n`;
