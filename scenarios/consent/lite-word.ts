/**
 * The storage word of the contract that costs least: eleven fields, low bit first. The layout is stated once; packing,
 * unpacking and the type of the fields derive from it.
 */
export const liteLayout = {
  status: 8,
  epoch: 32,
  notBefore: 40,
  expiresAt: 40,
  ops: 8,
  purpose: 16,
  categories: 32,
  patientEpoch: 32,
  server: 16,
  uses: 16,
  usesMax: 16,
} as const;

export type LiteField = keyof typeof liteLayout;
export type LiteFields = Readonly<Record<LiteField, number>>;

/** What only the contract may write. */
export const reservedFields = ['status', 'epoch', 'patientEpoch', 'uses'] as const satisfies LiteField[];

const entries = Object.entries(liteLayout) as [LiteField, number][];

/** Fields that are left out are 0. Throws a RangeError for a value that does not fit its field. */
export const packWord = (fields: Partial<LiteFields>): bigint => {
  let word = 0n;
  let shift = 0n;
  for (const [field, bits] of entries) {
    const value = fields[field] ?? 0;
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits)
      throw new RangeError(`${field} must be a whole number below 2^${bits}, not ${value}`);
    word |= BigInt(value) << shift;
    shift += BigInt(bits);
  }
  return word;
};

export const unpackWord = (word: bigint): LiteFields => {
  let rest = word;
  const fields = entries.map(([field, bits]) => {
    const value = Number(BigInt.asUintN(bits, rest));
    rest >>= BigInt(bits);
    return [field, value];
  });
  return Object.fromEntries(fields);
};
