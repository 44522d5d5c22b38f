/**
 * Where the gas of a run went: while it goes on, what every transaction of every sealed block cost and called; after it,
 * those of the branch that the clients' node holds in the end, by the names of the scenario's contracts and functions.
 */
import { createBranchLog } from './branch-log.ts';
import {
  type CalledFunctions,
  createCalledFunctions,
  effectOf,
  partsOf,
  selectorOf,
} from './called-functions.ts';
import type { IncludedTransaction, SealedBlock } from './ethereum/block.ts';
import { type Calldata, calldataOf } from './ethereum/calldata.ts';
import type { Receipt } from './ethereum/receipt.ts';
import type { GasCall, GasOfRun } from './measure/function-gas.ts';
import type { RecordColumns } from './measure/record-columns.ts';
import type { ResolvedContract } from './round/plan.ts';
import type { Run } from './run.ts';
import type { Address, Hex } from './units.ts';

export interface GasLog {
  readonly record: (block: SealedBlock) => void;
  readonly read: (run: Run, contracts: readonly ResolvedContract[]) => GasOfRun;
}

interface LoggedTransaction {
  readonly hash: Hex;
  readonly to: Address | undefined;
  readonly selector: Hex;
  readonly calldata: Calldata;
  readonly receipt: Receipt;
  readonly dataFeeWei: bigint | null;
}

/** `dataFeeWei`: what a rollup would ask for a transaction's bytes; absent: nobody asks. */
export const createGasLog = (dataFeeWei?: (raw: Uint8Array) => bigint): GasLog => {
  const log = createBranchLog<readonly LoggedTransaction[]>();
  return {
    record: (block) =>
      log.add(
        block,
        block.transactions.map((included) => logged(included, dataFeeWei)),
      ),
    read: ({ headHash, records, result }, contracts) => {
      const transactions = log.branch(headHash).flat();
      const creations = transactions.filter(({ receipt }) => receipt.contractAddress !== undefined);
      const functions = createCalledFunctions(contracts);
      for (const { receipt } of creations) functions.created(receipt.contractAddress as Address);
      const hashes = hashesOfRounds(records);
      return {
        calls: transactions.flatMap((transaction) =>
          callsOf(transaction, functions, hashes.has(transaction.hash)),
        ),
        deployments: (result.deployments ?? []).flatMap((figures, index) =>
          creations.slice(index, index + 1).map((creation) => ({
            ...figures,
            parts: partsOf(creation.calldata, creation.receipt),
            dataFeeWei: creation.dataFeeWei,
          })),
        ),
      };
    },
  };
};

/** Without the library's decoded form, which is large. */
const logged = (
  included: IncludedTransaction,
  dataFeeWei: ((raw: Uint8Array) => bigint) | undefined,
): LoggedTransaction => {
  const { raw, hash, to, envelope } = included.transaction;
  return {
    hash,
    to,
    selector: selectorOf(included),
    calldata: calldataOf(envelope.data),
    receipt: included.receipt,
    dataFeeWei: dataFeeWei?.(raw) ?? null,
  };
};

/** Of the transactions that the figures of rounds count, as they reached a block before their round closed. */
const hashesOfRounds = (records: RecordColumns): ReadonlySet<string> => {
  const hashes = new Set<string>();
  for (let row = 0; row < records.rowCount(); row += 1) {
    const { kind, hash, gasUsed } = records.record(row);
    if (kind === 'transaction' && hash !== undefined && gasUsed !== undefined) hashes.add(hash);
  }
  return hashes;
};

/** None of a creation. */
const callsOf = (
  { to, selector, receipt, calldata, dataFeeWei }: LoggedTransaction,
  functions: CalledFunctions,
  isOfRound: boolean,
): readonly GasCall[] => {
  if (to === undefined) return [];
  const { contract, function: name = `fallback ${selector}` } = functions.of(to, selector);
  return [
    {
      contract,
      function: name,
      effect: effectOf(receipt),
      isOfRound,
      parts: partsOf(calldata, receipt),
      calldataByteCount: calldata.byteCount,
      dataFeeWei,
    },
  ];
};
