/** What finished replications mean: as for a single run, over all of them, and whether they are as precise as asked. */
import { exitCodes } from '../../errors.ts';
import { roundNames } from '../../gate/metric.ts';
import type { Precision, WidestFigure } from '../../measure/precision.ts';
import type { ReplicatedRound } from '../../measure/replicated-round.ts';
import type { Replication } from '../../measure/replications.ts';
import type { Finding } from '../../measure/result.ts';
import type { RoundSummary } from '../../measure/summary.ts';
import type { ReplicatedRun } from '../../replication/replications.ts';
import { fixed } from '../../report/numbers.ts';
import type { ResolvedRound } from '../../round/plan.ts';
import {
  type Outcome,
  roundFindings,
  thresholdFindings,
  type Verdict,
  verdictFrom,
  verificationFindings,
} from '../verdict.ts';

export const replicationsVerdict = (
  { replications, summary, failure }: ReplicatedRun,
  rounds: readonly ResolvedRound[],
): Verdict => {
  const names = roundNames(summary.rounds.map(({ label }) => label));
  const findings: Finding[] = [
    ...replications.flatMap((replication) =>
      verificationFindings(replication.verification).map((finding) => ({
        ...finding,
        text: `${nameOf(replication)}: ${finding.text}`,
      })),
    ),
    ...summary.rounds.flatMap((round, index) =>
      roundFindings(outcomeOf(round, names[index], index, replications), rounds[index]),
    ),
    ...thresholdsFindings(replications),
    ...(failure === undefined ? precisionFindings(summary.precision, replications.length) : []),
  ];
  return verdictFrom(findings, failure);
};

const outcomeOf = (
  { label, totals }: ReplicatedRound,
  name = label,
  index: number,
  replications: readonly Replication[],
): Outcome => {
  const where = (isConcerned: (round: RoundSummary) => boolean): string =>
    whereText(
      replications.filter(({ rounds }) => rounds.slice(index, index + 1).some(isConcerned)),
      replications.length,
    );
  const isTimedOut = ({ exitReason }: RoundSummary): boolean => exitReason === 'timeout';
  const timedOut = where(isTimedOut);
  return {
    label,
    name,
    ...totals,
    isTimedOut: timedOut !== '',
    where: { failed: where(({ failed }) => failed > 0), timedOut },
  };
};

const whereText = (concerned: readonly Replication[], count: number): string => {
  const [first] = concerned;
  return first === undefined
    ? ''
    : `, in ${concerned.length} of ${count} replications, first ${nameOf(first)}`;
};

/** Each that any replication does not fulfil, once, by the first of them. */
const thresholdsFindings = (replications: ReplicatedRun['replications']): Finding[] => {
  const failing = (metric: string, threshold: string) =>
    replications.filter(({ thresholds = [] }) =>
      thresholds.some(
        (outcome) =>
          outcome.verdict === 'failed' && outcome.metric === metric && outcome.threshold === threshold,
      ),
    );
  const where = (metric: string, threshold: string): string =>
    whereText(failing(metric, threshold), replications.length);
  return replications.flatMap(({ index, thresholds = [] }) =>
    thresholdFindings(
      thresholds.filter(({ metric, threshold }) => failing(metric, threshold)[0]?.index === index),
      where,
    ),
  );
};

const nameOf = ({ index, seed }: Replication): string => `replication ${index}, seed ${seed}`;

/** A precision that was asked for and not reached is a gate that failed. */
const precisionFindings = (precision: Precision | undefined, count: number): Finding[] => {
  if (precision === undefined || precision.isReached || precision.widest === null) return [];
  const { askedRatio, widest } = precision;
  return [
    {
      about: 'precision',
      exitCode: exitCodes.gateFailed,
      text: `precision: ${widestText(widest)} after ${count} replications, asked for ${percent(askedRatio)}; ${remedy(widest)}`,
    },
  ];
};

export const widestText = ({ round, label, figure, ratio, isAbsent }: WidestFigure): string => {
  const what = `#${round} ${label}: ${figure}`;
  if (isAbsent) return `${what} has no value in any replication`;
  return `${what} ${ratio === null ? 'has no interval yet' : percent(ratio)}`;
};

const remedy = ({ isAbsent }: WidestFigure): string =>
  isAbsent ? '--filter leaves the round out' : '--max-replications allows more, --filter leaves rounds out';

export const percent = (ratio: number): string => `± ${fixed(ratio * 100, 2)} %`;
