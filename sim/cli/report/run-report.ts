/** A result as reporters take it, whether it was just made or read from its folder: both give the same bytes. */

import { exitCodes } from '../../errors.ts';
import { metricsOf } from '../../gate/metric.ts';
import type { Finding, RunResult, RunVerdict } from '../../measure/result.ts';
import { toJson } from '../../report/json.ts';
import type { RunReport } from '../../report/reporters/run-report.ts';
import type { RunRows } from '../../report/run-rows.ts';
import { runFindings, verdictFrom } from '../verdict.ts';
import { auditOwnRows } from './own-audit.ts';

export const runReportOf = (made: RunResult, rows: RunRows): RunReport => {
  const result = withValues(JSON.parse(toJson(made)) as RunResult);
  return { result, verdict: result.verdict ?? derivedVerdict(result), audit: auditOwnRows(result), rows };
};

/** JSON has neither bigints nor infinity: what a threshold was held to is the metric of its name. */
const withValues = (result: RunResult): RunResult => {
  if (result.thresholds === undefined) return result;
  const metrics = metricsOf(result);
  return {
    ...result,
    thresholds: result.thresholds.map((outcome) => ({
      ...outcome,
      value: metrics.get(outcome.metric) ?? null,
    })),
  };
};

/** Of a result that no command judged: what its figures say. */
const derivedVerdict = (result: RunResult): RunVerdict => {
  const { rounds = [] } = result.scenario as { rounds?: Parameters<typeof runFindings>[1] };
  return verdictFrom([...runFindings(result, rounds), ...endings[result.exitReason]], undefined).saved;
};

const endings: Readonly<Record<RunResult['exitReason'], readonly Finding[]>> = {
  completed: [],
  timeout: [], // a finding of its round, unless that tolerates it
  failed: [{ about: 'run', exitCode: exitCodes.scenarioFailed, text: 'the scenario failed' }],
  interrupted: [{ about: 'run', exitCode: exitCodes.interrupted, text: 'stopped by a signal' }],
};
