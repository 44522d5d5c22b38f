/** What a finished run means: the exit code, and in words what led to it. */
import { type BenchError, type ExitCode, exitCodes } from '../errors.ts';
import { roundNames } from '../gate/metric.ts';
import type { Finding, RunResult, RunVerdict, ThresholdOutcome } from '../measure/result.ts';
import type { RoundSummary } from '../measure/summary.ts';
import { metricText } from '../report/numbers.ts';
import type { ResolvedRound } from '../round/plan.ts';
import type { Run } from '../run.ts';

export interface Verdict {
  readonly exitCode: ExitCode;
  /** In words; of an error that ended it early says `failure`. */
  readonly findings: readonly string[];
  /** All of it, for result.json. */
  readonly saved: RunVerdict;
}

type Planned = Pick<ResolvedRound, 'tolerate'>;

/** `rounds` are the plan's, in the order of the run's summaries. */
export const verdictOf = (run: Run, rounds: readonly Planned[]): Verdict =>
  verdictFrom([...verificationFindings(run.verification), ...runFindings(run.result, rounds)], run.failure);

/** `failure`: what ended it early. */
export const verdictFrom = (findings: readonly Finding[], failure: BenchError | undefined): Verdict => {
  const all = [...findings, ...(failure === undefined ? [] : [endingFinding(failure)])];
  const exitCode = worst([exitCodes.ok, ...all.map((finding) => finding.exitCode)]);
  const outcome = exitCode === exitCodes.ok ? 'passed' : 'failed';
  return {
    exitCode,
    findings: findings.map(({ text }) => text),
    saved: { outcome, exitCode, findings: all },
  };
};

export const endingFinding = ({ message, exitCode }: Pick<BenchError, 'message' | 'exitCode'>): Finding => ({
  about: 'run',
  exitCode,
  text: message,
});

/** Of one run, without its failure or verification. */
export const runFindings = (
  { rounds, thresholds }: Pick<RunResult, 'rounds' | 'thresholds'>,
  plan: readonly Planned[],
): Finding[] => {
  const names = roundNames(rounds.map(({ label }) => label));
  return [
    ...rounds.flatMap((round, index) => roundFindings(outcomeOf(round, names[index]), plan[index])),
    ...thresholdFindings(thresholds),
  ];
};

export const verificationFindings = (verification: Run['verification']): Finding[] =>
  verification === undefined || verification.verified
    ? []
    : verification.mismatches.map(({ blockNumber, transactionIndex, field, ours, stock }) => ({
        about: 'verification',
        exitCode: exitCodes.gateFailed,
        text:
          `block ${blockNumber}${transactionIndex === undefined ? '' : `, transaction ${transactionIndex}`}: ` +
          `${field} is ${ours} here and ${stock} on stock ethereumjs`,
      }));

/** `where`: in which of several runs. */
export const thresholdFindings = (
  thresholds: readonly ThresholdOutcome[] = [],
  where: (metric: string, threshold: string) => string = () => '',
): Finding[] =>
  thresholds
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ metric, threshold, value }) => ({
      about: thresholdName({ metric, threshold }),
      exitCode: exitCodes.gateFailed,
      text:
        value === null
          ? `${metric}: the run has no such figure, and ${threshold} was demanded`
          : `${metric} is ${metricText(value)}, and ${threshold} was demanded${where(metric, threshold)}`,
    }));

/** What a finding about it is about. */
export const thresholdName = ({
  metric,
  threshold,
}: Pick<ThresholdOutcome, 'metric' | 'threshold'>): string => `thresholds/${metric} ${threshold}`;

/** What became of the transactions of a round, in one run or in several. */
export interface Outcome
  extends Pick<RoundSummary, 'label' | 'submitted' | 'failed' | 'pending' | 'dropped'> {
  /** Among the rounds of its run. */
  readonly name: string;
  readonly isTimedOut: boolean;
  /** In which of several runs it happened; empty for one. */
  readonly where: { readonly failed: string; readonly timedOut: string };
}

const outcomeOf = (round: RoundSummary, name = round.label): Outcome => ({
  ...round,
  name,
  isTimedOut: round.exitReason === 'timeout',
  where: { failed: '', timedOut: '' },
});

/** A failure that the scenario does not tolerate fails the run: nobody should have to read a table to notice it. */
export const roundFindings = (outcome: Outcome, round: Planned | undefined): Finding[] => {
  const { label, submitted, failed, pending, dropped, isTimedOut, where } = outcome;
  const tolerates = (outcome: 'failed' | 'pending'): boolean => round?.tolerate.includes(outcome) === true;
  const findings: Finding[] = [];
  const about = `rounds/${outcome.name}`;
  if (failed > 0 && !tolerates('failed'))
    findings.push({
      about,
      exitCode: exitCodes.gateFailed,
      text: `${label}: ${failed} of ${submitted} failed${where.failed} (a round with tolerate: ['failed'] may)`,
    });
  if (isTimedOut && !tolerates('pending'))
    findings.push({
      about,
      exitCode: exitCodes.scenarioFailed,
      text:
        `${label}: timed out with ${pending} of ${submitted} unconfirmed and ${dropped} never sent${where.timedOut} ` +
        "(a longer timeoutMs, or tolerate: ['pending'])",
    });
  return findings;
};

/** If several apply, 5 > 3 > 4 > 1; a signal goes before all, because the user asked for it. */
const precedence: readonly ExitCode[] = [0, 1, 4, 2, 3, 5, 143, 130];

export const worst = (codes: readonly ExitCode[]): ExitCode =>
  precedence[Math.max(...codes.map((code) => precedence.indexOf(code)))] ?? exitCodes.internal;
