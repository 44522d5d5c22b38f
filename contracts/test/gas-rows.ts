/**
 * Gas by function to the unit, for committed snapshots: first writes and updates apart, never an average. Calldata costs
 * by its bytes, so whoever measures keeps actors and values fixed.
 */
import { expect } from 'vitest';
import type { Contract, Outcome } from './sandbox.ts';

export type GasRows = Record<string, number>;

/** Rows that begin with the deployment, and a way to add one of a call that must succeed; `share`: of how many decisions. */
export const gasRowsOf = ({ artifact, gasUsed }: Contract) => {
  const rows: GasRows = {
    deployedBytes: ((artifact.deployedBytecode?.length ?? 0) - 2) / 2,
    deploy: gasUsed,
  };
  const row = async (label: string, outcome: Promise<Outcome>, share = 1): Promise<Outcome> => {
    const { error, gasUsed: used } = await outcome;
    expect([label, error]).toEqual([label, undefined]);
    rows[label] = Math.round(used / share);
    return outcome;
  };
  return { rows, row };
};

/** Compares with `snapshots/<name>.gas.json`, by hardfork. */
export const expectSnapshot = async (
  name: string,
  rows: Readonly<Record<string, GasRows>>,
): Promise<void> => {
  const file = new URL(`../snapshots/${name}.gas.json`, import.meta.url);
  await expect(`${JSON.stringify(rows, undefined, 2)}\n`).toMatchFileSnapshot(file.pathname);
};
