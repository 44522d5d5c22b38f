/** A result in the form of a baseline, so that any two of either kind can be laid beside each other. */
import type { Baseline } from '../gate/baseline.ts';
import { conditionsOf, subjectOf } from '../gate/conditions.ts';
import { metricsOf } from '../gate/metric.ts';
import type { RunResult } from '../measure/result.ts';
import { readReplications } from './saved/replications-reading.ts';

/** `replications`: the text of replications.csv, of a run that has one. */
export const baselineOf = (result: RunResult, replications?: string): Baseline => ({
  scenario: String(result.scenario.name),
  conditions: conditionsOf(result),
  subject: subjectOf(result),
  metrics: metricsOf(result),
  replications: replications === undefined ? new Map() : readReplications(replications),
});
