/**
 * One round of a scenario over its replications: each figure as a mean with its interval, one value per replication.
 * Nothing is pooled: a percentile's mean is that of the replications' percentiles, which is no percentile of all
 * transactions together, and its interval says how far another run's may lie.
 */
import type { FigureInterval } from './confidence.ts';
import { intervalOf } from './confidence.ts';
import type { FigureName } from './figures.ts';
import { figures } from './figures.ts';
import type { RoundSummary } from './summary.ts';

export interface ReplicatedRound {
  readonly label: string;
  /** Of all replications together. */
  readonly totals: Readonly<Record<CountName, number>>;
  readonly figures: Readonly<Partial<Record<FigureName, FigureInterval>>>;
}

const countNames = ['submitted', 'succeeded', 'failed', 'pending', 'dropped'] as const;
type CountName = (typeof countNames)[number];

/** `runs`: the rounds of each replication, which all have the same ones. */
export const replicateRounds = (runs: readonly (readonly RoundSummary[])[]): readonly ReplicatedRound[] =>
  (runs[0] ?? []).map(({ label }, index) => {
    const rounds = runs.flatMap((run) => run[index] ?? []);
    return { label, totals: totalsOf(rounds), figures: intervalsOf(rounds) };
  });

const totalsOf = (rounds: readonly RoundSummary[]): ReplicatedRound['totals'] => {
  const total = (name: CountName): number => rounds.reduce((sum, round) => sum + round[name], 0);
  return Object.fromEntries(countNames.map((name) => [name, total(name)])) as ReplicatedRound['totals'];
};

/** Every figure but that of a cut nobody asked for. */
const intervalsOf = (rounds: readonly RoundSummary[]): ReplicatedRound['figures'] => {
  const hasWarmUp = rounds.some(({ warmUp }) => warmUp !== undefined);
  return Object.fromEntries(
    Object.entries(figures)
      .filter(([name]) => hasWarmUp || name !== 'warmUp.rowCount')
      .map(([name, figure]) => [name, intervalOf(rounds.map(figure))]),
  );
};
