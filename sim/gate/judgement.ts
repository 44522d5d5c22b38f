/**
 * What a comparison means for the gate: the verdict on one scenario, from its metrics, and the exit code that follows.
 * Another condition is not comparable, however equal the numbers are: never a silent pass. One condition is known by a hash
 * alone, the scenario's sources; that they were rewritten is said and does no harm where every figure of the baseline stayed as
 * it was, as there is no difference of which anybody could ask what it means.
 */
import { type ExitCode, exitCodes } from '../errors.ts';
import type { Baseline } from './baseline.ts';
import { type Change, compareMetrics } from './change.ts';
import { type ConditionDifference, differencesOf, isRewritten } from './conditions.ts';
import { compareReplications, gateOptions, type ReplicatedChange } from './replicated.ts';
import { type Selection, selected } from './selection.ts';
import type { Tolerances } from './tolerance.ts';

export interface Judgement {
  readonly verdict: 'passed' | 'failed' | 'not-comparable' | 'no-baseline';
  readonly exitCode: ExitCode;
  /** How it was compared: metric by metric, or by pairs of replications. */
  readonly method: 'exact' | 'paired';
  /** Between the conditions. */
  readonly differences: readonly ConditionDifference[];
  /** The contracts' bytecode is another one. */
  readonly isSubjectChanged: boolean;
  readonly changes: readonly (Change | ReplicatedChange)[];
}

export interface JudgementOptions {
  readonly tolerances: Tolerances;
  readonly selects: Selection;
  /** `strict`: an improvement or a new metric fails as well, so that a baseline is always up to date. */
  readonly demand: 'no regression' | 'strict';
  readonly method: Judgement['method'];
}

export const judge = (baseline: Baseline, current: Baseline, options: JudgementOptions): Judgement => {
  const { method, demand } = options;
  const differences = differencesOf(baseline.conditions, current.conditions);
  const isSubjectChanged = baseline.subject !== current.subject;
  const changes =
    method === 'exact' ? exactChanges(baseline, current, options) : pairedChanges(baseline, current, options);
  const found = { method, differences, isSubjectChanged };
  const isRefactored = isRewritten(differences) && isSameThroughout(baseline, current);
  if (method === 'exact' && differences.length > 0 && !isRefactored)
    return {
      ...found,
      verdict: 'not-comparable',
      exitCode: exitCodes.baselineMissing,
      changes: changes.map(incomparable),
    };
  const isFailed = changes.some((change) => fails(change, demand));
  return {
    ...found,
    verdict: isFailed ? 'failed' : 'passed',
    exitCode: isFailed ? exitCodes.gateFailed : exitCodes.ok,
    changes,
  };
};

/** Of a scenario that has no baseline: all is new, which is no pass. */
export const judgeWithout = (current: Baseline, { selects, tolerances }: JudgementOptions): Judgement => ({
  verdict: 'no-baseline',
  exitCode: exitCodes.baselineMissing,
  method: 'exact',
  differences: [],
  isSubjectChanged: false,
  changes: compareMetrics(new Map(), selected(current.metrics, selects), tolerances),
});

const exactChanges = (baseline: Baseline, current: Baseline, { selects, tolerances }: JudgementOptions) =>
  compareMetrics(selected(baseline.metrics, selects), selected(current.metrics, selects), tolerances);

const pairedChanges = (baseline: Baseline, current: Baseline, { selects, tolerances }: JudgementOptions) => {
  const only = <T>(entries: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...entries].filter(([name]) => selects(name)));
  return compareReplications(
    only(baseline.replications),
    only(current.replications),
    gateOptions(tolerances),
  );
};

/** Whatever was selected or is tolerated. */
const isSameThroughout = (baseline: Baseline, current: Baseline): boolean =>
  compareMetrics(baseline.metrics, current.metrics, {}).every(({ verdict }) => verdict === 'same');

const incomparable = <T extends Change | ReplicatedChange>(change: T): T =>
  change.verdict === 'same' ? change : { ...change, verdict: 'not-comparable' };

export const fails = (
  { verdict, level }: Pick<Change, 'verdict' | 'level'>,
  demand: JudgementOptions['demand'],
): boolean => {
  if (level === 'warn') return false;
  if (verdict === 'regressed' || verdict === 'removed') return true;
  return demand === 'strict' && (verdict === 'improved' || verdict === 'new');
};
