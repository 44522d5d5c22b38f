/** A run as JUnit: its rounds, thresholds and the audit of its own table are cases, and whatever else failed is one too. */
import { roundNames } from '../../gate/metric.ts';
import type { Finding } from '../../measure/result.ts';
import { runRemarks, totalsText } from '../run-remarks.ts';
import { fingerprintProperties, type JunitCase, junitXml, problemOf } from './junit.ts';
import { type RunReport, scenarioName } from './run-report.ts';

export const runJunit = (report: RunReport): string => {
  const { result, verdict } = report;
  const suite = {
    name: scenarioName(report),
    properties: {
      seed: String(result.seed),
      exitReason: result.exitReason,
      exitCode: String(verdict.exitCode),
      ...fingerprintProperties(result.fingerprint),
    },
    cases: casesOf(report),
    notes: [totalsText(result), ...runRemarks(result).map(({ kind, text }) => `${kind} ${text}`)],
  };
  return junitXml([suite]);
};

/** `run` is always there: how it ended. */
const casesOf = ({ result, verdict, audit }: RunReport): readonly JunitCase[] => {
  const findings = Map.groupBy(verdict.findings, ({ about }) => about);
  const names = new Set([
    'run',
    ...roundNames(result.rounds.map(({ label }) => label)).map((name) => `rounds/${name}`),
    ...(result.thresholds ?? []).map(({ metric, threshold }) => `thresholds/${metric} ${threshold}`),
    ...findings.keys(),
  ]);
  return [
    ...[...names].map((name) => caseOf(name, findings.get(name) ?? [])),
    ...audit.map(({ name, broken }) => auditCase(name, broken)),
  ];
};

const caseOf = (name: string, findings: readonly Finding[]): JunitCase =>
  findings.length === 0 ? { name } : { name, problem: problemOf(findings) };

const auditCase = (row: string, broken: readonly string[]): JunitCase => {
  const name = `audit ${row}`;
  if (broken.length === 0) return { name };
  const text = `the audit calls this row impossible (${broken.join(', ')}), a fault of chronobench`;
  return { name, problem: { kind: 'failure', type: 'audit', text } };
};
