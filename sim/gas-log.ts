/**
 * Where the gas of a run went: while it goes on, what every transaction of every sealed block cost and called; after it,
 * those of the branch that the clients' node holds in the end, by the names of the scenario's contracts and functions.
 */
import type { IncludedTransaction, SealedBlock } from './ethereum/block.ts';
import { type Calldata, calldataOf } from './ethereum/calldata.ts';
import { functionNames } from './ethereum/function-lookup.ts';
import { bytesToHex } from './ethereum/hex.ts';
import type { Receipt } from './ethereum/receipt.ts';
import type { Effect, GasCall, GasOfRun } from './measure/function-gas.ts';
import type { GasParts } from './measure/gas-parts.ts';
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
  /** The first four bytes of the data; shorter where there are fewer. */
  readonly selector: Hex;
  readonly calldata: Calldata;
  readonly receipt: Receipt;
  readonly dataFeeWei: bigint | null;
}

interface LoggedBlock {
  readonly parentHash: Hex;
  readonly transactions: readonly LoggedTransaction[];
}

/** `dataFeeWei`: what a rollup would ask for a transaction's bytes; absent: nobody asks. */
export const createGasLog = (dataFeeWei?: (raw: Uint8Array) => bigint): GasLog => {
  const blocks = new Map<Hex, LoggedBlock>();
  return {
    record: ({ hash, environment: { parentHash }, transactions }) =>
      void blocks.set(hash, {
        parentHash,
        transactions: transactions.map((included) => logged(included, dataFeeWei)),
      }),
    read: ({ headHash, records, result }, contracts) => {
      const transactions = branchOf(blocks, headHash).flatMap((block) => block.transactions);
      const creations = transactions.filter(({ receipt }) => receipt.contractAddress !== undefined);
      const nameOf = namesOf(creations, contracts);
      const hashes = hashesOfRounds(records);
      return {
        calls: transactions
          .filter(({ to }) => to !== undefined)
          .map((transaction) => callOf(transaction, nameOf(transaction), hashes.has(transaction.hash))),
        deployments: (result.deployments ?? []).flatMap((figures, index) =>
          creations.slice(index, index + 1).map((creation) => ({
            ...figures,
            parts: partsOf(creation),
            dataFeeWei: creation.dataFeeWei,
          })),
        ),
      };
    },
  };
};

/** Without the library's decoded form, which is large. */
const logged = (
  { transaction: { raw, hash, to, envelope }, receipt }: IncludedTransaction,
  dataFeeWei: ((raw: Uint8Array) => bigint) | undefined,
): LoggedTransaction => ({
  hash,
  to,
  selector: bytesToHex(envelope.data.subarray(0, 4)),
  calldata: calldataOf(envelope.data),
  receipt,
  dataFeeWei: dataFeeWei?.(raw) ?? null,
});

const branchOf = (blocks: ReadonlyMap<Hex, LoggedBlock>, head: Hex): readonly LoggedBlock[] => {
  const branch: LoggedBlock[] = [];
  for (let block = blocks.get(head); block !== undefined; block = blocks.get(block.parentHash))
    branch.push(block);
  return branch.reverse();
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

type Names = Pick<GasCall, 'contract' | 'function'>;
type NameOf = (transaction: LoggedTransaction) => Names;

/** Only a scenario's deployments create, one after another, so that the n-th creation is its n-th contract. */
const namesOf = (creations: readonly LoggedTransaction[], contracts: readonly ResolvedContract[]): NameOf => {
  const known = new Map(
    contracts.flatMap((contract, index) => {
      const address = creations[index]?.receipt.contractAddress;
      return address === undefined
        ? []
        : [[address, { contract, functions: functionNames(contract.artifact.abi) }] as const];
    }),
  );
  return ({ to, selector }) => {
    const called = to === undefined ? undefined : known.get(to);
    if (called === undefined)
      return { contract: '(no contract)', function: withoutName(selector, 'transfer') };
    const name = called.functions.get(selector) ?? withoutName(selector, 'receive');
    return { contract: called.contract.name, function: name };
  };
};

const withoutName = (selector: Hex, nameOfNoData: string): string =>
  selector === '0x' ? nameOfNoData : `fallback ${selector}`;

const callOf = (transaction: LoggedTransaction, names: Names, isOfRound: boolean): GasCall => ({
  ...names,
  effect: effectOf(transaction.receipt),
  isOfRound,
  parts: partsOf(transaction),
  calldataByteCount: transaction.calldata.byteCount,
  dataFeeWei: transaction.dataFeeWei,
});

const effectOf = ({ status, storageWrite }: Receipt): Effect =>
  status === 'reverted' ? 'reverted' : effectNames[storageWrite];

const effectNames = { first: 'first write', update: 'update', none: 'no write' } as const;

const partsOf = ({ calldata, receipt: { gas } }: LoggedTransaction): GasParts => ({
  base: gas.intrinsic - calldata.gas,
  calldata: calldata.gas,
  execution: gas.execution,
  refund: gas.refund,
  floor: gas.floorAdjustment,
});
