/**
 * What the runs of a scenario measured, for those who keep histories: all its metrics, and of those that replications
 * repeat the mean with half of its interval.
 */
import type { FigureInterval } from '../measure/confidence.ts';
import type { FigureName } from '../measure/figures.ts';
import type { ReplicatedRound } from '../measure/replicated-round.ts';
import type { RunFigures } from '../measure/result.ts';
import { decoded, encoded } from './baseline.ts';
import { type Metrics, metricsOf, roundNames } from './metric.ts';

export interface Measured {
  readonly scenario: string;
  readonly seed: number;
  /** Of the plain run. */
  readonly metrics: Metrics;
  /** By metric; empty where there was one run. */
  readonly intervals: ReadonlyMap<string, MeanInterval>;
}

type MeanInterval = Pick<FigureInterval, 'mean' | 'halfWidth'>;

export const measuredOf = (
  { scenario, seed }: Pick<Measured, 'scenario' | 'seed'>,
  figures: RunFigures,
  replicated: readonly ReplicatedRound[] = [],
): Measured => ({ scenario, seed, metrics: metricsOf(figures), intervals: intervalsOf(replicated) });

const intervalsOf = (rounds: readonly ReplicatedRound[]): Measured['intervals'] => {
  const names = roundNames(rounds.map(({ label }) => label));
  return new Map(
    rounds.flatMap(({ figures }, index) =>
      (Object.entries(figures) as [FigureName, FigureInterval][]).map(
        ([figure, { mean, halfWidth }]) =>
          [`rounds/${names[index]}/${figure.replace('.', '/')}`, { mean, halfWidth }] as const,
      ),
    ),
  );
};

/** As JSON has it: exact amounts as text. The scenario is told by what it is a part of. */
export const measuredDocument = ({ seed, metrics, intervals }: Measured) => ({
  seed,
  metrics: Object.fromEntries([...metrics].map(([name, value]) => [name, encoded(value)])),
  ...(intervals.size === 0 ? {} : { intervals: Object.fromEntries(intervals) }),
});

export const measuredFrom = (
  scenario: string,
  { seed, metrics, intervals = {} }: ReturnType<typeof measuredDocument>,
): Measured => ({
  scenario,
  seed,
  metrics: new Map(
    Object.entries(metrics).flatMap(([name, text]) => {
      const value = decoded(text);
      return value === undefined ? [] : [[name, value] as const];
    }),
  ),
  intervals: new Map(Object.entries(intervals)),
});
