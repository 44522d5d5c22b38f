/**
 * Whether replications are as precise as was asked: half the interval of the mean latency and of the throughput, as a
 * share of their means, in every round. (Law, Simulation Modeling and Analysis, "obtaining confidence intervals with
 * specified precision"; asking after every replication would stop at lucky moments, so they are added ten at a time.)
 */
import { relativeHalfWidth } from './confidence.ts';
import type { FigureName } from './figures.ts';
import type { ReplicatedRound } from './replicated-round.ts';

const decisiveFigures = ['latencyMs.mean', 'throughputTps'] as const satisfies readonly FigureName[];

export const replicationsPerStep = 10;

export interface Precision {
  /** Of the mean, such as 0.01. */
  readonly askedRatio: number;
  readonly maximumCount: number;
  readonly isReached: boolean;
  /** The figure that is furthest from it; null when there is no round. */
  readonly widest: WidestFigure | null;
}

export interface WidestFigure {
  readonly round: number;
  readonly label: string;
  readonly figure: FigureName;
  /** null: the figure has no interval, as fewer than two replications have a value of it. */
  readonly ratio: number | null;
  /** No replication has a value, so that more of them would not help. */
  readonly isAbsent: boolean;
}

export const precisionOf = (
  rounds: readonly ReplicatedRound[],
  asked: Pick<Precision, 'askedRatio' | 'maximumCount'>,
): Precision => {
  const [widest = null] = rounds.flatMap(decisiveIn).sort((a, b) => width(b) - width(a));
  return { ...asked, isReached: widest !== null && width(widest) <= asked.askedRatio, widest };
};

/** Whether more replications may still help. */
export const isOpen = ({ isReached, widest, maximumCount }: Precision, count: number): boolean =>
  !isReached && widest?.isAbsent === false && count < maximumCount;

const decisiveIn = ({ label, figures }: ReplicatedRound, round: number): readonly WidestFigure[] =>
  decisiveFigures.map((figure) => {
    const interval = figures[figure];
    const ratio = interval === undefined ? null : relativeHalfWidth(interval);
    return { round, label, figure, ratio, isAbsent: interval === undefined || interval.n === 0 };
  });

/** What will never have an interval is wider than what has none yet. */
const width = ({ ratio, isAbsent }: WidestFigure): number => {
  if (isAbsent) return Number.POSITIVE_INFINITY;
  return ratio ?? Number.MAX_VALUE;
};
