/**
 * Foundry's .gas-snapshot: a line `Suite:test() (gas: N)` for each label (the mean of its transactions) and deployment, in
 * the order of their bytes, as `forge snapshot` writes them. (foundry, crates/forge/src/cmd/snapshot.rs: the file's
 * grammar is RE_BASIC_SNAPSHOT_ENTRY, whose test is one word.)
 */
import type { Measured } from '../../gate/measured.ts';

export const gasSnapshot = (all: readonly Measured[]): string =>
  all
    .flatMap(linesOf)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((line) => `${line}\n`)
    .join('');

const linesOf = ({ scenario, metrics }: Measured): readonly string[] => {
  const suite = scenario.replace(/[^\w.-]/g, '_');
  const names = createNames();
  return [...metrics].flatMap(([metric, gas]) => {
    const test = testOf(metric);
    return test === undefined ? [] : [`${suite}:${names(test)}() (gas: ${gas})`];
  });
};

/** Undefined: no gas of a test. */
const testOf = (metric: string): string | undefined => {
  const [, contract] = /^contracts\/([^/]+)\/deploymentGas$/.exec(metric) ?? [];
  if (contract !== undefined) return `deploy_${contract}`;
  const [, round, label] = /^rounds\/([^/]*)\/(?:labels\/([^/]*)\/)?gas\/mean$/.exec(metric) ?? [];
  return label === undefined ? round : `${round}_${label}`;
};

/** One word for each name, and not the same for two. */
const createNames = (): ((name: string) => string) => {
  const taken = new Set<string>();
  return (name) => {
    const word = name.replace(/\W/g, '_') || '_';
    let unique = word;
    for (let count = 2; taken.has(unique); count += 1) unique = `${word}_${count}`;
    taken.add(unique);
    return unique;
  };
};
