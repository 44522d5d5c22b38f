/**
 * Two results beside each other, for people: no gate, so conditions may differ (they are told), and nothing is tolerated.
 * Where both have replications, metrics are compared over these, by pairs if both were run from one seed; a metric of
 * which only the plain runs are known is left out then, as one run against another would say less, but for what chance
 * has no part in, the contracts. Otherwise the plain runs are compared.
 */
import type { Baseline, ReplicatedMetrics } from './baseline.ts';
import { type Change, compareMetrics } from './change.ts';
import { type ConditionDifference, differencesOf } from './conditions.ts';
import { independentContrast, pairedContrast } from './contrast.ts';
import { compareReplications, type ReplicatedChange } from './replicated.ts';

export interface Comparison {
  readonly method: 'exact' | 'paired' | 'independent';
  readonly differences: readonly ConditionDifference[];
  readonly isSubjectChanged: boolean;
  readonly changes: readonly (Change | ReplicatedChange)[];
}

export const compareResults = (a: Baseline, b: Baseline): Comparison => {
  const common = [...a.replications.keys()].filter((name) => b.replications.has(name));
  const isPaired = a.conditions.seed === b.conditions.seed;
  const contrast = isPaired ? pairedContrast : independentContrast;
  const options = { tolerances: {}, minimumEffect: 0, contrast };
  const replicated = compareReplications(only(a.replications, common), only(b.replications, common), options);
  const isReplicated = new Set(common);
  const plain = compareMetrics(a.metrics, b.metrics, {}).filter(
    ({ metric }) => common.length === 0 || (isCertain(metric) && !isReplicated.has(metric)),
  );
  return {
    method: common.length === 0 ? 'exact' : isPaired ? 'paired' : 'independent',
    differences: differencesOf(a.conditions, b.conditions),
    isSubjectChanged: a.subject !== b.subject,
    changes: [...replicated, ...plain],
  };
};

const isCertain = (metric: string): boolean => metric.startsWith('contracts/');

const only = (replications: ReplicatedMetrics, names: readonly string[]): ReplicatedMetrics =>
  new Map(names.map((name) => [name, replications.get(name) ?? []]));
