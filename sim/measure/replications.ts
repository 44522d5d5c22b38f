/** Independent runs of one scenario, summed up: the section `replications` of result.json. */
import { confidence } from './confidence.ts';
import type { Precision } from './precision.ts';
import type { ReplicatedRound } from './replicated-round.ts';
import { replicateRounds } from './replicated-round.ts';
import type { ExitReason, RoundSummary } from './summary.ts';

/** One completed run, as plain data. */
export interface Replication {
  /** From 0, which is the plain run of the seed that was given. */
  readonly index: number;
  readonly seed: number;
  readonly rounds: readonly RoundSummary[];
  readonly exitReason: ExitReason;
}

export interface ReplicationsSummary {
  /** Completed ones. */
  readonly count: number;
  readonly confidence: number;
  readonly definitions: typeof definitions;
  readonly runs: readonly Omit<Replication, 'rounds'>[];
  /** Absent where none was asked for. */
  readonly precision?: Precision;
  readonly rounds: readonly ReplicatedRound[];
}

const definitions = {
  interval:
    'mean ± halfWidth, halfWidth = t · stddev / √n with Student’s t for n − 1 degrees of freedom, over one value per replication; missing: replications that have no value, which are left out of it',
  percentiles:
    'the mean, with its interval, of the percentile that each replication has; transactions of different replications are never pooled',
} as const;

export const summariseReplications = (
  replications: readonly Replication[],
  precision?: Precision,
): ReplicationsSummary => ({
  count: replications.length,
  confidence,
  definitions,
  runs: replications.map(({ index, seed, exitReason }) => ({ index, seed, exitReason })),
  ...(precision === undefined ? {} : { precision }),
  rounds: replicateRounds(replications.map(({ rounds }) => rounds)),
});
