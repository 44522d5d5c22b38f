/**
 * The families of distributions as plain data, and what their parameters must satisfy. The factories throw; a reader
 * of files asks for the problems and reports them with its own. Durations are finite and never negative, so that no
 * draw can lie in the past.
 */
import { BenchError, exitCodes, type Problem } from '../errors.ts';

export type Distribution =
  | { readonly kind: 'constant'; readonly valueMs: number }
  | { readonly kind: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** ln X is normal: `sigma` is its standard deviation, the median of X is `medianMs`. */
  | { readonly kind: 'log-normal'; readonly medianMs: number; readonly sigma: number }
  /** P(X > x) = (scale / x)^shape from scale = mean · (shape − 1) / shape upward. */
  | { readonly kind: 'pareto'; readonly meanMs: number; readonly shape: number }
  /** One of the samples, each as likely; they are in ascending order. */
  | { readonly kind: 'empirical'; readonly samplesMs: readonly number[] }
  /** Straight lines between known quantiles, of which the first is at 0 and the last at 1. */
  | { readonly kind: 'quantiles'; readonly points: readonly QuantilePoint[] };

/**
 * A whole number of something else than time, such as wei: always the same, or drawn. A distribution's numbers then have
 * that unit, whatever its fields are called.
 */
export type Amount = bigint | Distribution;

export interface QuantilePoint {
  readonly p: number;
  readonly valueMs: number;
}

interface Rule {
  readonly path: string;
  readonly received: unknown;
  readonly expected: string;
  readonly holds: boolean;
}

const duration = (path: string, value: number): Rule => ({
  path,
  received: value,
  expected: 'a finite number, 0 or more',
  holds: Number.isFinite(value) && value >= 0,
});

const above = (limit: number, path: string, value: number): Rule => ({
  path,
  received: value,
  expected: `a finite number above ${limit}`,
  holds: Number.isFinite(value) && value > limit,
});

const notBelow = (path: string, value: number, lowerPath: string, lower: number): Rule => ({
  path,
  received: value,
  expected: `not less than ${lowerPath}`,
  holds: !(value < lower),
});

const listed = (path: string, length: number, least: number): Rule => ({
  path,
  received: `a list of ${length}`,
  expected: `a list of at least ${least}`,
  holds: length >= least,
});

const pointRules = (points: readonly QuantilePoint[]): readonly Rule[] =>
  points.flatMap(({ p, valueMs }, index) => {
    const path = `points[${index}]`;
    const before = points[index - 1];
    const end = index === 0 ? 0 : index === points.length - 1 ? 1 : undefined;
    const expected = end === undefined ? 'a number between its neighbours' : `${end}`;
    const isPlaced = before === undefined ? p === 0 : p > before.p;
    return [
      { path: `${path}.p`, received: p, expected, holds: isPlaced && (end === undefined || p === end) },
      duration(`${path}.valueMs`, valueMs),
      ...(before === undefined
        ? []
        : [notBelow(`${path}.valueMs`, valueMs, `points[${index - 1}].valueMs`, before.valueMs)]),
    ];
  });

function rulesOf(distribution: Distribution): readonly Rule[] {
  switch (distribution.kind) {
    case 'constant':
      return [duration('valueMs', distribution.valueMs)];
    case 'uniform': {
      const { minMs, maxMs } = distribution;
      return [duration('minMs', minMs), duration('maxMs', maxMs), notBelow('maxMs', maxMs, 'minMs', minMs)];
    }
    case 'exponential':
      return [above(0, 'meanMs', distribution.meanMs)];
    case 'log-normal':
      return [above(0, 'medianMs', distribution.medianMs), above(0, 'sigma', distribution.sigma)];
    case 'pareto':
      // The mean is infinite up to shape 1.
      return [above(0, 'meanMs', distribution.meanMs), above(1, 'shape', distribution.shape)];
    case 'empirical': {
      const { samplesMs } = distribution;
      return [
        listed('samplesMs', samplesMs.length, 1),
        ...samplesMs.map((value, index) => duration(`samplesMs[${index}]`, value)),
        ...samplesMs
          .slice(1)
          .map((value, index) =>
            notBelow(`samplesMs[${index + 1}]`, value, `samplesMs[${index}]`, samplesMs[index] as number),
          ),
      ];
    }
    case 'quantiles':
      return [listed('points', distribution.points.length, 2), ...pointRules(distribution.points)];
  }
}

/** Every problem at once; paths are inside the distribution. */
export const problemsOf = (distribution: Distribution): readonly Problem[] =>
  rulesOf(distribution)
    .filter(({ holds }) => !holds)
    .map(({ path, expected, received }) => ({ path, expected, received: String(received) }));

export function checked<D extends Distribution>(distribution: D): D {
  const problems = problemsOf(distribution);
  if (problems.length > 0) throw new DistributionError(distribution.kind, problems);
  return Object.freeze(distribution);
}

export class DistributionError extends BenchError {
  override readonly name = 'DistributionError';

  constructor(kind: Distribution['kind'], problems: readonly Problem[]) {
    const [first] = problems;
    super(
      `The ${kind} distribution has a bad ${first?.path}: expected ${first?.expected}, received ${first?.received}.`,
      {
        code: 'DISTRIBUTION_INVALID',
        exitCode: exitCodes.usage,
        hint: 'Durations are in milliseconds, fees in wei.',
        problems,
      },
    );
  }
}
