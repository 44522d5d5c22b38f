/** What a report of a run says beside its figures, as tables: thresholds, deployments, seed and fingerprint; and the audit in words. */
import { cell } from '../csv/csv-lines.ts';
import { grouped, metricText } from '../numbers.ts';
import { left, type ReportTable, reportTable, right } from '../report-table.ts';
import type { RunReport } from './run-report.ts';

export const factTables = (report: RunReport): readonly ReportTable[] =>
  [thresholdsTable(report), deploymentsTable(report)].filter(({ rows }) => rows.length > 0);

const thresholdsTable = ({ result: { thresholds = [] } }: RunReport): ReportTable => {
  type Row = (typeof thresholds)[number];
  const columns = [
    left<Row>('Metric', ({ metric }) => metric),
    left<Row>('Demand', ({ threshold }) => threshold),
    right<Row>('Value', ({ value }) => (value === null ? 'no such figure' : metricText(value))),
    left<Row>('Verdict', ({ verdict }) => (verdict === 'passed' ? '✓ passed' : '✗ failed')),
  ];
  return reportTable('Thresholds', '', thresholds, columns);
};

const deploymentsTable = ({ result: { deployments = [] } }: RunReport): ReportTable => {
  type Row = (typeof deployments)[number];
  const columns = [
    left<Row>('Contract', ({ name }) => name),
    right<Row>('Gas', ({ gas }) => grouped(gas)),
    right<Row>('Creation /bytes', ({ creationBytes }) => grouped(creationBytes)),
    right<Row>('Deployed /bytes', ({ deployedBytes }) => cell(deployedBytes, grouped)),
  ];
  return reportTable('Deployments', '', deployments, columns);
};

/** What two results must agree in before a difference between them means anything. */
export const fingerprintTable = ({ result: { seed, exitReason, fingerprint, scenario } }: RunReport) => {
  const { seed: _seed, ...fields } = fingerprint;
  const rows = Object.entries({ seed, chain: chainName(scenario), exitReason, ...fields });
  type Row = (typeof rows)[number];
  const columns = [
    left<Row>('Field', ([name]) => name),
    left<Row>('Value', ([, value]) => (typeof value === 'string' ? value : JSON.stringify(value))),
  ];
  return reportTable('Seed and fingerprint', '', rows, columns);
};

const chainName = ({ chain }: RunReport['result']['scenario']): string =>
  typeof chain === 'object' && chain !== null && 'name' in chain ? String(chain.name) : '';

export const auditText = ({ audit }: RunReport): string => {
  const impossible = audit.filter(({ broken }) => broken.length > 0);
  if (audit.length === 0) return 'No row to audit.';
  if (impossible.length === 0)
    return `Each of the ${grouped(audit.length)} rows of the paper’s columns is possible by the rules of “bench audit”.`;
  const rows = impossible.map(({ name, broken }) => `${name} (${broken.join(', ')})`);
  return `Impossible, which is a fault of chronobench: ${rows.join('; ')}.`;
};
