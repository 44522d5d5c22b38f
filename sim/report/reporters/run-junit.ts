/** A run as JUnit: its rounds, thresholds and the audit of its own table are cases, and whatever else failed is one too. */
import { exitCodes } from '../../errors.ts';
import { roundNames } from '../../gate/metric.ts';
import type { Finding } from '../../measure/result.ts';
import { runRemarks, totalsText } from '../run-remarks.ts';
import { type JunitCase, junitXml } from './junit.ts';
import { type RunReport, scenarioName } from './run-report.ts';

export const runJunit = (report: RunReport): string => {
  const { result, verdict } = report;
  const suite = {
    name: scenarioName(report),
    properties: {
      seed: String(result.seed),
      exitReason: result.exitReason,
      exitCode: String(verdict.exitCode),
      ...textsOf(result.fingerprint),
    },
    cases: casesOf(report),
    notes: [totalsText(result), ...runRemarks(result).map(({ kind, text }) => `${kind} ${text}`)],
  };
  return junitXml([suite]);
};

const textsOf = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      `fingerprint.${name}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

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

const caseOf = (name: string, findings: readonly Finding[]): JunitCase => {
  if (findings.length === 0) return { name };
  const isGate = findings.every(({ exitCode }) => exitCode === exitCodes.gateFailed);
  const kind = isGate ? 'failure' : 'error';
  const text = findings.map((finding) => finding.text).join('\n');
  return { name, problem: { kind, type: `exit code ${Math.max(...codesOf(findings))}`, text } };
};

const codesOf = (findings: readonly Finding[]): readonly number[] => findings.map(({ exitCode }) => exitCode);

const auditCase = (row: string, broken: readonly string[]): JunitCase => {
  const name = `audit ${row}`;
  if (broken.length === 0) return { name };
  const text = `the audit calls this row impossible (${broken.join(', ')}), a fault of chronobench`;
  return { name, problem: { kind: 'failure', type: 'audit', text } };
};
