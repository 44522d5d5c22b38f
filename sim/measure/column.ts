/**
 * Growable columns for a million rows. A column is a list of typed-array chunks of equal length, so that growing
 * neither copies what is there nor doubles the memory; a chunk is allocated when the first of its rows is written.
 * Reading a row that was never written is a fault of the caller and gives the column's blank value or throws.
 */

const chunkBits = 14;
const chunkLength = 1 << chunkBits;
const offsetMask = chunkLength - 1;

export interface Column<T> {
  at(row: number): T;
  set(row: number, value: T): void;
}

interface Chunk<T> {
  readonly length: number;
  [index: number]: T;
}

const createColumn = <T>(allocate: (length: number) => Chunk<T>): Column<T> => {
  const chunks: Chunk<T>[] = [];
  const chunkOf = (row: number): Chunk<T> => {
    const index = row >>> chunkBits;
    while (chunks.length <= index) chunks.push(allocate(chunkLength));
    return chunks[index] as Chunk<T>;
  };
  return {
    at: (row) => chunkOf(row)[row & offsetMask] as T,
    set: (row, value) => {
      chunkOf(row)[row & offsetMask] = value;
    },
  };
};

export const byteColumn = (): Column<number> => createColumn((length) => new Uint8Array(length));

export const uint32Column = (): Column<number> => createColumn((length) => new Uint32Array(length));

/** Doubles; a row that was not written is NaN. */
export const numberColumn = (): Column<number> =>
  createColumn((length) => new Float64Array(length).fill(Number.NaN));

/** Unsigned 64-bit integers. Writing a value that does not fit throws a RangeError instead of cutting it. */
export const uint64Column = (): Column<bigint> => {
  const column = createColumn((length) => new BigUint64Array(length));
  return {
    at: column.at,
    set: (row, value) => {
      if (value < 0n || value > maxUint64) throw new RangeError(`${value} does not fit into 64 bits`);
      column.set(row, value);
    },
  };
};

const maxUint64 = 2n ** 64n - 1n;

/** 0x-prefixed hexadecimal of exactly `width` bytes, kept as bytes. Other text throws a RangeError. */
export const hexColumn = (width: number): Column<string> => {
  const chunks: Buffer[] = [];
  return {
    at: (row) => {
      const start = (row & offsetMask) * width;
      return `0x${chunks[row >>> chunkBits]?.toString('hex', start, start + width)}`;
    },
    set: (row, value) => {
      const index = row >>> chunkBits;
      while (chunks.length <= index) chunks.push(Buffer.alloc(chunkLength * width));
      const written = chunks[index]?.write(value.slice(2), (row & offsetMask) * width, width, 'hex');
      if (written !== width || value.length !== 2 + 2 * width)
        throw new RangeError(`expected ${width} bytes of 0x-prefixed hexadecimal, received ${value}`);
    },
  };
};

/** Texts that repeat: each distinct one is kept once, a row holds its number. */
export const textColumn = (): Column<string> => {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const column = uint32Column();
  const intern = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, texts.length);
    return texts.push(text) - 1;
  };
  return {
    at: (row) => texts[column.at(row)] as string,
    set: (row, value) => column.set(row, intern(value)),
  };
};
