/**
 * Which queue comes nearest to published rows: block interval, capacity and client by DIRECT (D. R. Jones, C. D.
 * Perttunen, B. E. Stuckman: Lipschitzian optimization without the Lipschitz constant, 1993), a search of a box that
 * divides it again and again where it is promising. It draws no random number and needs no derivative.
 *
 * The objective is the weighted mean square of relative residuals. Average delay and throughput count fully: they agree
 * with each other in all rows. The least delay counts a quarter: it alone shows how the client stalls. The greatest delay
 * counts nothing, since the audit finds it incompatible with the others; send rates are given.
 */
import direct from 'ml-direct';
import { type Figures, type Offered, type Queue, queueFigures } from './queue-model.ts';

export interface Target extends Offered {
  readonly name: string;
  readonly figures: Figures;
}

export type Weights = Readonly<Partial<Record<keyof Figures, number>>>;

export const weights: Weights = { avgDelayS: 1, throughputTps: 1, minDelayS: 0.25 };

type Box = readonly (readonly [low: number, high: number])[];

/** Of the search: block interval in s, capacity in transactions per second, preparation and receipt in ms. */
const box: Box = [
  [0.1, 6],
  [8, 16],
  [0.1, 40],
  [0.1, 60],
];

/** The search is repeated in ever smaller boxes about the best queue so far. */
const rounds = 4;
const iterationsPerRound = 15;
const shrinkRatio = 0.25;

export interface Fit {
  readonly queue: Queue;
  /** Root of the objective: a relative residual. */
  readonly residual: number;
  readonly evaluationCount: number;
}

export const calibrate = (targets: readonly Target[], weighting: Weights = weights): Fit => {
  let evaluationCount = 0;
  const objective = (point: readonly number[]): number => {
    evaluationCount += 1;
    return meanSquare(targets, queueAt(point), weighting);
  };
  let best = search(objective, box);
  for (let round = 1; round < rounds; round += 1) {
    const found = search(objective, boxAbout(best.point, shrinkRatio ** round));
    if (found.value < best.value) best = found;
  }
  return { queue: queueAt(best.point), residual: Math.sqrt(best.value), evaluationCount };
};

/** As large as the whole times `ratio`, and within it. */
const boxAbout = (point: readonly number[], ratio: number): Box =>
  box.map(([low, high], index) => {
    const middle = point[index] ?? low;
    const reach = (ratio * (high - low)) / 2;
    return [Math.max(low, middle - reach), Math.min(high, middle + reach)];
  });

const search = (
  objective: (point: readonly number[]) => number,
  within: Box,
): { readonly point: readonly number[]; readonly value: number } => {
  const [lower, upper] = [within.map(([low]) => low), within.map(([, high]) => high)];
  const { optima, minFunctionValue } = direct(objective, lower, upper, { iterations: iterationsPerRound });
  return { point: optima[0] ?? lower, value: minFunctionValue };
};

/** Rounded to what one would write into a profile: whole milliseconds of interval, hundredths for the client. */
export const queueAt = ([
  intervalS = 1,
  tps = 1,
  preparationMs = 0,
  receiptMs = 0,
]: readonly number[]): Queue => {
  const intervalMs = Math.round(intervalS * 1000);
  return {
    intervalUs: intervalMs * 1000,
    transactionsPerBlock: Math.max(1, Math.round((tps * intervalMs) / 1000)),
    preparationUs: Math.round(preparationMs * 100) * 10,
    receiptUs: Math.round(receiptMs * 100) * 10,
  };
};

const meanSquare = (targets: readonly Target[], queue: Queue, weighting: Weights): number => {
  let [sum, total] = [0, 0];
  for (const target of targets) {
    const own = queueFigures(target, queue);
    for (const [column, weight] of Object.entries(weighting) as [keyof Figures, number][]) {
      sum += weight * (own[column] / target.figures[column] - 1) ** 2;
      total += weight;
    }
  }
  return sum / total;
};
