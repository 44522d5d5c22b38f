/** What reporters of a run are made from: what result.json says, and what follows from it alone. */
import { type Measured, measuredOf } from '../../gate/measured.ts';
import type { RunResult, RunVerdict } from '../../measure/result.ts';
import type { RunRows } from '../run-rows.ts';

export interface RunReport {
  /** As JSON has it, amounts as decimal text; values of thresholds as the gate knows them, infinity included. */
  readonly result: RunResult;
  readonly verdict: RunVerdict;
  /** Our own auditor on our own table, row by row. */
  readonly audit: readonly AuditedOwnRow[];
  readonly rows: RunRows;
}

export interface AuditedOwnRow {
  /** Number and label of the round. */
  readonly name: string;
  /** The rules that it breaks, none of which a table of ours should. */
  readonly broken: readonly string[];
}

export const measuredInRun = (report: Pick<RunReport, 'result'>): Measured =>
  measuredOf(
    { scenario: scenarioName(report), seed: report.result.seed },
    report.result,
    report.result.replications?.rounds,
  );

export const scenarioName = ({ result }: Pick<RunReport, 'result'>): string => String(result.scenario.name);

/** A run that broke off or was stopped: rows or whole rounds may be missing. */
export const isIncomplete = ({ result: { exitReason } }: Pick<RunReport, 'result'>): boolean =>
  exitReason === 'interrupted' || exitReason === 'failed';
