/** Sums over whole amounts (of gas, of wei): exact, in bigint; a mean is rounded half up to a whole unit. */
export interface AmountSummary {
  readonly count: number;
  readonly min: bigint;
  readonly mean: bigint;
  readonly max: bigint;
  readonly total: bigint;
}

export interface AmountTally {
  count: number;
  min: bigint;
  max: bigint;
  total: bigint;
  add(amount: bigint): void;
}

export const createAmountTally = (): AmountTally => {
  const tally: AmountTally = {
    count: 0,
    min: 0n,
    max: 0n,
    total: 0n,
    add: (amount) => join(tally, { count: 1, min: amount, max: amount, total: amount }),
  };
  return tally;
};

/** All together; null when there is none. */
export const combineAmounts = (tallies: readonly AmountTally[]): AmountSummary | null => {
  const all = createAmountTally();
  for (const tally of tallies) if (tally.count > 0) join(all, tally);
  const { count, min, max, total } = all;
  return count === 0 ? null : { count, min, mean: divideRounded(total, BigInt(count)), max, total };
};

const join = (tally: AmountTally, part: Omit<AmountTally, 'add'>): void => {
  if (tally.count === 0 || part.min < tally.min) tally.min = part.min;
  if (part.max > tally.max) tally.max = part.max;
  tally.total += part.total;
  tally.count += part.count;
};

export const divideRounded = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);
