/**
 * MSER-5: where the warm-up of a series ends. The series is averaged in batches of five, Z₁ … Zₙ; the cut is after the
 * d batches that leave the smallest marginal standard error of what follows,
 *
 *   the d that minimises  Σ (Zᵢ − Z̄)² / (n − d)²  over i > d.
 *
 * Sources: White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69(6), 1997;
 * White, Cobb, Spratt, WSC 2000 (batches of five). Hoad, Robinson, Davies, "Automating warm-up length estimation",
 * JORS 61, 2010, leave out the last five batches, whose few values may be close to each other by chance, and reject a
 * cut beyond the half: then the series is too short to tell.
 */

const batchSize = 5;
const ignoredBatches = 5;
/** With fewer, the last five would reach into the half in which the cut may lie. */
const leastBatches = 2 * ignoredBatches;

export type MserCut =
  /** How many values of the series to leave out; 0: none. */
  | { readonly kind: 'cut'; readonly count: number }
  /** No end of the warm-up in the first half: run longer. */
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'tooFew' };

export const mser5 = (series: ArrayLike<number>): MserCut => {
  const batches = batchMeans(series);
  const n = batches.length;
  if (n < leastBatches) return { kind: 'tooFew' };
  const cut = leastErrorCut(batches);
  return cut > n / 2 ? { kind: 'tooLong' } : { kind: 'cut', count: cut * batchSize };
};

const batchMeans = (series: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: Math.floor(series.length / batchSize) }, (_, batch) => {
    let sum = 0;
    for (let offset = 0; offset < batchSize; offset += 1) sum += series[batch * batchSize + offset] as number;
    return sum / batchSize;
  });

/** One pass from the end, with mean and squared deviations kept up as Welford does; of equal errors the longest rest. */
const leastErrorCut = (batches: Float64Array): number => {
  let best = { cut: 0, error: Number.POSITIVE_INFINITY };
  let mean = 0;
  let squares = 0;
  for (let cut = batches.length - 1; cut >= 0; cut -= 1) {
    const value = batches[cut] as number;
    const count = batches.length - cut;
    const distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
    const error = squares / (count * count);
    if (count >= ignoredBatches && error <= best.error) best = { cut, error };
  }
  return best.cut;
};
