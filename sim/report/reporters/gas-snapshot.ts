/**
 * Foundry's .gas-snapshot: a line `Suite:test() (gas: N)` for each label (the mean of its transactions) and deployment, in
 * the order of their bytes, as `forge snapshot` writes them. (foundry, crates/forge/src/cmd/snapshot.rs: the file's
 * grammar is RE_BASIC_SNAPSHOT_ENTRY, whose test is one word.)
 */
import { metricsOf } from '../../gate/metric.ts';
import { type RunReport, scenarioName } from './run-report.ts';

export const gasSnapshot = (report: RunReport): string => {
  const suite = scenarioName(report).replace(/[^\w.-]/g, '_');
  const names = createNames();
  const lines = [...metricsOf(report.result)].flatMap(([metric, gas]) => {
    const test = testOf(metric);
    return test === undefined ? [] : [`${suite}:${names(test)}() (gas: ${gas})`];
  });
  return lines
    .sort((a, b) => (a < b ? -1 : 1))
    .map((line) => `${line}\n`)
    .join('');
};

/** Undefined: no gas of a test. */
const testOf = (metric: string): string | undefined => {
  const [, contract] = /^contracts\/([^/]+)\/deploymentGas$/.exec(metric) ?? [];
  if (contract !== undefined) return `deploy_${contract}`;
  const [, round, label] = /^rounds\/([^/]+)\/(?:labels\/([^/]+)\/)?gas\/mean$/.exec(metric) ?? [];
  return label === undefined ? round : `${round}_${label}`;
};

/** One word for each name, and not the same for two. */
const createNames = (): ((name: string) => string) => {
  const taken = new Set<string>();
  return (name) => {
    const word = name.replace(/\W/g, '_');
    let unique = word;
    for (let count = 2; taken.has(unique); count += 1) unique = `${word}_${count}`;
    taken.add(unique);
    return unique;
  };
};
