/**
 * What solc is asked: its standard JSON with the optimizer at 200 runs and no metadata in the code, so that equal
 * sources give equal bytes wherever they lie. What it is to answer does not change the code.
 */
import type { SourceClosure } from './solidity-sources.ts';

/** Names of outputs by contract, by source unit; `*` is any, and the contract `` is the unit itself. */
export type OutputSelection = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export const standardInput = (
  { texts }: SourceClosure,
  evmVersion: string,
  outputSelection: OutputSelection,
): string =>
  JSON.stringify({
    language: 'Solidity',
    sources: Object.fromEntries([...texts].map(([unit, content]) => [unit, { content }])),
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion,
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection,
    },
  });
