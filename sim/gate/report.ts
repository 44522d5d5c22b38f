/** What a check has found, as plain data: what the terminal prints, `--json` gives and other reporters are made from. */
import type { ExitCode } from '../errors.ts';
import { encoded } from './baseline.ts';
import type { Change } from './change.ts';
import type { Comparison } from './comparison.ts';
import type { Judgement, JudgementOptions } from './judgement.ts';
import { type Measured, measuredDocument } from './measured.ts';
import type { MetricValue } from './metric.ts';
import type { ReplicatedChange } from './replicated.ts';

export interface ScenarioCheck {
  readonly scenario: string;
  /** As the user named it. */
  readonly file: string;
  readonly exitCode: ExitCode;
  /** Of the run by itself, whatever it is compared with. */
  readonly runExitCode: ExitCode;
  /** Undefined: it did not run to its end, or its baseline cannot be read. */
  readonly judgement: Judgement | undefined;
  /** All of it, whatever was selected for the comparison. Undefined: it did not run to its end. */
  readonly measured: Measured | undefined;
  /** In words, whatever else is wrong: an error, thresholds, failed transactions. */
  readonly findings: readonly string[];
  /** Metrics of the baseline that `-u` changed. */
  readonly writtenCount: number;
}

export interface CheckReport {
  readonly verdict: 'passed' | 'failed';
  readonly exitCode: ExitCode;
  readonly exitReason: 'completed' | 'interrupted';
  readonly demand: JudgementOptions['demand'];
  readonly scenarios: readonly ScenarioCheck[];
  /** Baselines without a scenario, and whether `-u` removed them. */
  readonly obsolete: readonly { readonly scenario: string; readonly isRemoved: boolean }[];
}

export const verdictCounts = (changes: Judgement['changes']): Readonly<Record<string, number>> => {
  const groups = Map.groupBy(changes, ({ verdict }) => verdict);
  return Object.fromEntries([...groups].map(([verdict, of]) => [verdict, of.length]));
};

/** As JSON has it: changed metrics with their values, the others by name; and what was measured in full. */
export const checkDocument = ({ scenarios, ...report }: CheckReport) => ({
  schemaVersion: 1,
  ...report,
  scenarios: scenarios.map(({ judgement, measured, ...check }) => ({
    ...check,
    ...(judgement === undefined ? {} : judgementDocument(judgement)),
    ...(measured === undefined ? {} : { measured: measuredDocument(measured) }),
  })),
});

export const comparisonDocument = ({
  comparison: { changes, ...comparison },
  ...names
}: {
  readonly a: string;
  readonly b: string;
  readonly comparison: Comparison;
}) => ({ schemaVersion: 1, ...names, ...comparison, ...changesDocument(changes) });

/** The exit code is the scenario's, which its run may make worse than the comparison does. */
const judgementDocument = ({ changes, exitCode: _, ...judgement }: Judgement) => ({
  ...judgement,
  ...changesDocument(changes),
});

/** Changed ones, and those that replications cannot tell apart, which have an interval. */
const changesDocument = (changes: Judgement['changes']) => ({
  counts: verdictCounts(changes),
  changes: changes.filter((change) => !isPlainlySame(change)).map(changeDocument),
  same: changes.filter(isPlainlySame).map(({ metric }) => metric),
});

const isPlainlySame = (change: Change | ReplicatedChange): boolean =>
  change.verdict === 'same' && !('difference' in change);

const changeDocument = (change: Change | ReplicatedChange) => ({
  ...change,
  baseline: valueDocument(change.baseline),
  current: valueDocument(change.current),
});

const valueDocument = (value: MetricValue | null) => (value === null ? null : encoded(value));
