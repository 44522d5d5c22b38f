/** What was run, in the form of a baseline. */
import { describeScenario, fingerprintOf } from '../../config/description.ts';
import type { LoadedScenario } from '../../config/resolution.ts';
import type { Baseline, ReplicatedMetrics } from '../../gate/baseline.ts';
import { conditionsOf, subjectOf } from '../../gate/conditions.ts';
import { metricsOf } from '../../gate/metric.ts';
import type { RunFigures } from '../../measure/result.ts';

/** `runs`: the plain one first. */
export const currentOf = (loaded: LoadedScenario, runs: readonly RunFigures[]): Baseline => {
  const described = { fingerprint: fingerprintOf(loaded), scenario: describeScenario(loaded) };
  return {
    scenario: loaded.scenario.name,
    conditions: conditionsOf(described),
    subject: subjectOf(described),
    metrics: metricsOf(runs[0] as RunFigures),
    replications: runs.length === 1 ? new Map() : replicatedMetrics(runs),
  };
};

const replicatedMetrics = (runs: readonly RunFigures[]): ReplicatedMetrics => {
  const all = runs.map(metricsOf);
  const names = new Set(all.flatMap((metrics) => [...metrics.keys()]));
  return new Map([...names].map((name) => [name, all.map((metrics) => metrics.get(name) ?? null)]));
};
