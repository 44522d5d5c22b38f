/**
 * Many samples as few points, honestly: what is drawn is a part of the samples themselves, never an average, and the
 * extremes are always among it.
 */

export interface EcdfPoint {
  readonly value: number;
  /** How many samples are not greater. */
  readonly count: number;
}

/**
 * The empirical distribution at its exact quantiles: the samples of the ranks ⌈kn / resolution⌉ and the least, each once, with
 * the number of samples that do not exceed it. All of them where there are no more than `resolution`.
 */
export const ecdf = (sorted: ArrayLike<number>, resolution: number): readonly EcdfPoint[] => {
  const points: EcdfPoint[] = [];
  const steps = Math.min(resolution, sorted.length);
  for (let step = 0; step <= steps && sorted.length > 0; step += 1) {
    const rank = Math.max(1, Math.ceil((step * sorted.length) / steps));
    const value = sorted[rank - 1] as number;
    if (points.at(-1)?.value !== value) points.push({ value, count: countUpTo(sorted, value) });
  }
  return points;
};

/** Of ascending samples, how many are not greater than the value. */
export const countUpTo = (sorted: ArrayLike<number>, value: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};

export interface Extent {
  readonly least: number;
  readonly greatest: number;
}

/** Which column of equal width a position falls into. */
export const columnOf = (position: number, { least, greatest }: Extent, columnCount: number): number =>
  greatest > least
    ? Math.min(columnCount - 1, Math.floor(((position - least) / (greatest - least)) * columnCount))
    : 0;

/** Of each column of pixels: least and greatest value, and two of the ranks between. */
const keptPerColumn = 4;

/**
 * Indices of the points to draw, ascending: all where they are no more than `most`, otherwise those of the least and the
 * greatest value in each column, and two between.
 */
export const thin = (
  positions: ArrayLike<number>,
  values: ArrayLike<number>,
  extent: Extent,
  most: number,
): readonly number[] => {
  const all = Array.from({ length: positions.length }, (_, index) => index);
  if (all.length <= most) return all;
  const columnCount = Math.max(1, Math.floor(most / keptPerColumn));
  const columns = Map.groupBy(all, (index) => columnOf(positions[index] as number, extent, columnCount));
  return [...columns]
    .flatMap(([column, members]) => representatives(members, values, column))
    .sort((a, b) => a - b);
};

/**
 * Of the ranks between, one of the lower half and one of the upper. Which, differs from column to column without a pattern, as at
 * ranks of a rule a cloud would look like bands; and it is the same in every run.
 */
const representatives = (members: number[], values: ArrayLike<number>, column: number): readonly number[] => {
  if (members.length <= keptPerColumn) return members;
  const byValue = members.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const last = byValue.length - 1;
  const between = (half: 0 | 1): number =>
    1 + Math.floor(((half + scattered(2 * column + half)) / 2) * (last - 1));
  return [...new Set([0, between(0), between(1), last])].map((rank) => byValue[rank] as number);
};

/** From 0 to 1: the finaliser of MurmurHash3 (Appleby, public domain), which is no stream of chance but a function. */
const scattered = (index: number): number => {
  let bits = Math.imul(index ^ (index >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
};

/** Of a row of numbers in their order: one entry per column, what it spans and its mean. */
export interface Span {
  /** Index of its first number. */
  readonly from: number;
  readonly count: number;
  readonly least: number;
  readonly mean: number;
  readonly greatest: number;
}

/** Neighbours in groups of equal size, so that no more than `most` groups remain. */
export const spans = (values: readonly number[], most: number): readonly Span[] => {
  const size = Math.max(1, Math.ceil(values.length / most));
  return Array.from({ length: Math.ceil(values.length / size) }, (_, group) => {
    const members = values.slice(group * size, (group + 1) * size);
    const sum = members.reduce((total, value) => total + value, 0);
    return {
      from: group * size,
      count: members.length,
      least: Math.min(...members),
      mean: sum / members.length,
      greatest: Math.max(...members),
    };
  });
};

/** The least of 1, 2, 5 · 10ᵏ that divides the length into no more than `most` bins. */
export const binWidth = (length: number, most: number): number => {
  if (!(length > 0)) return 1;
  const least = length / most;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10]
    .map((factor) => factor * power)
    .find((width) => width >= least * (1 - 1e-12)) as number;
};
