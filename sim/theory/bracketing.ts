/**
 * Roots and quantiles by bisection: slow beside Newton's method and never wrong, because all it asks of a function is
 * that it does not fall. Brackets start where the caller knows that the answer lies.
 */

export interface Bracket {
  readonly low: number;
  readonly high: number;
  /** How narrow is narrow enough, as a share of the root; 0: until no number lies between. */
  readonly tolerance?: number;
}

/** The least x of the bracket at which the rising function `f` has reached 0, to the last digit or the tolerance. */
export const risingRoot = (f: (x: number) => number, { low, high, tolerance = 0 }: Bracket): number => {
  let [below, reached] = [low, high];
  while (reached - below > tolerance * Math.abs(reached)) {
    const middle = below + (reached - below) / 2;
    if (middle <= below || middle >= reached) break;
    if (f(middle) < 0) below = middle;
    else reached = middle;
  }
  return reached;
};

/**
 * The p-quantile of a duration by its survival function P(X > t). `scale` is a first guess, such as the mean; it may be
 * wrong by any factor, at the price of one evaluation per power of two.
 */
export const quantileBySurvival = (
  survival: (t: number) => number,
  p: number,
  { scale, tolerance = 0 }: { readonly scale: number; readonly tolerance?: number },
): number => {
  const excess = (t: number): number => 1 - p - survival(t);
  if (excess(0) >= 0) return 0;
  let high = scale;
  while (excess(high) < 0) high *= 2;
  return risingRoot(excess, { low: 0, high, tolerance });
};
