/** What a finished run means: the exit code, and in words what led to it. */
import { type ExitCode, exitCodes } from '../errors.ts';
import type { RunResult, ThresholdOutcome } from '../measure/result.ts';
import type { RoundSummary } from '../measure/summary.ts';
import { metricText } from '../report/numbers.ts';
import type { ResolvedRound } from '../round/plan.ts';
import type { Run } from '../run.ts';

export interface Verdict {
  readonly exitCode: ExitCode;
  readonly findings: readonly string[];
}

export interface Finding {
  readonly exitCode: ExitCode;
  readonly text: string;
}

/** `rounds` are the plan's, in the order of the run's summaries. */
export const verdictOf = (run: Run, rounds: readonly ResolvedRound[]): Verdict => {
  const findings = [...verificationFindings(run.verification), ...runFindings(run.result, rounds)];
  const exitCode = worst([
    run.failure?.exitCode ?? exitCodes.ok,
    ...findings.map((finding) => finding.exitCode),
  ]);
  return { exitCode, findings: findings.map(({ text }) => text) };
};

/** Of one run, without its failure or verification. */
export const runFindings = (
  { rounds, thresholds }: Pick<RunResult, 'rounds' | 'thresholds'>,
  plan: readonly ResolvedRound[],
): Finding[] => [
  ...rounds.flatMap((round, index) => roundFindings(outcomeOf(round), plan[index])),
  ...thresholdFindings(thresholds),
];

export const verificationFindings = (verification: Run['verification']): Finding[] =>
  verification === undefined || verification.verified
    ? []
    : verification.mismatches.map(({ blockNumber, transactionIndex, field, ours, stock }) => ({
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
      exitCode: exitCodes.gateFailed,
      text:
        value === null
          ? `${metric}: the run has no such figure, and ${threshold} was demanded`
          : `${metric} is ${metricText(value)}, and ${threshold} was demanded${where(metric, threshold)}`,
    }));

/** What became of the transactions of a round, in one run or in several. */
export interface Outcome
  extends Pick<RoundSummary, 'label' | 'submitted' | 'failed' | 'pending' | 'dropped'> {
  readonly isTimedOut: boolean;
  /** In which of several runs it happened; empty for one. */
  readonly where: { readonly failed: string; readonly timedOut: string };
}

const outcomeOf = (round: RoundSummary): Outcome => ({
  ...round,
  isTimedOut: round.exitReason === 'timeout',
  where: { failed: '', timedOut: '' },
});

/** A failure that the scenario does not tolerate fails the run: nobody should have to read a table to notice it. */
export const roundFindings = (outcome: Outcome, round: ResolvedRound | undefined): Finding[] => {
  const { label, submitted, failed, pending, dropped, isTimedOut, where } = outcome;
  const tolerates = (outcome: 'failed' | 'pending'): boolean => round?.tolerate.includes(outcome) === true;
  const findings: Finding[] = [];
  if (failed > 0 && !tolerates('failed'))
    findings.push({
      exitCode: exitCodes.gateFailed,
      text: `${label}: ${failed} of ${submitted} failed${where.failed} (a round with tolerate: ['failed'] may)`,
    });
  if (isTimedOut && !tolerates('pending'))
    findings.push({
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
