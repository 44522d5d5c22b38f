/**
 * What stock ethereumjs made of a block against what we recorded, field by field. The library's side is read from its
 * results as they are; ours from the receipts, with the roots and blooms that follow from them.
 */
import type { Log as LibraryLog } from '@ethereumjs/evm';
import type { TypedTransaction } from '@ethereumjs/tx';
import type { RunBlockResult, RunTxResult } from '@ethereumjs/vm';
import type { IncludedTransaction, SealedBlock } from '../ethereum/block.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import type { Log } from '../ethereum/receipt.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Hex } from '../units.ts';
import { bloomOf, computeRoots } from './roots.ts';

export interface ReplayMismatch {
  readonly blockNumber: number;
  /** Absent where the whole block, or the final state, differs. */
  readonly transactionIndex?: number;
  readonly field: string;
  readonly ours: string;
  readonly stock: string;
}

/** What is compared of an included transaction, and the bytes that are executed. */
export type ReplayedTransaction = Pick<IncludedTransaction, 'receipt'> & {
  readonly transaction: Pick<Transaction, 'raw' | 'hash' | 'sender'>;
};

/** What a comparison reads of a sealed block; a recorder need not keep more. */
export type ReplayedBlock = Pick<SealedBlock, 'environment' | 'hash' | 'gasUsed' | 'reservedGas'> & {
  readonly transactions: readonly ReplayedTransaction[];
};

/** The library's results for a block. */
export interface StockBlock {
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly transactionsRoot: Hex;
  readonly transactions: readonly TypedTransaction[];
  readonly baseFeePerGasWei: bigint | undefined;
  readonly result: RunBlockResult;
}

/** The same fields on both sides, as text. */
type Facts = Readonly<Record<string, string>>;

export const compareBlock = async (block: ReplayedBlock, stock: StockBlock): Promise<ReplayMismatch[]> => {
  const ours = withoutReserved(block);
  const blockNumber = ours.environment.number;
  const roots = await computeRoots(ours.transactions);
  const found = ours.transactions.flatMap((included, transactionIndex) =>
    differences(transactionFacts(included), stockTransactionFacts(stock, transactionIndex)).map(
      (difference) => ({
        blockNumber,
        transactionIndex,
        ...difference,
      }),
    ),
  );
  const ourFacts: Facts = {
    hash: ours.hash,
    parentHash: ours.environment.parentHash,
    gasUsed: String(ours.gasUsed),
    ...roots,
  };
  const stockFacts: Facts = {
    hash: stock.hash,
    parentHash: stock.parentHash,
    gasUsed: String(stock.result.gasUsed),
    transactionsRoot: stock.transactionsRoot,
    receiptsRoot: bytesToHex(stock.result.receiptsRoot),
    logsBloom: bytesToHex(stock.result.logsBloom),
  };
  return [
    ...found,
    ...differences(ourFacts, stockFacts).map((difference) => ({ blockNumber, ...difference })),
  ];
};

/** What the block would be of executed transactions alone, which is all that the library has; its hash is left as it is. */
const withoutReserved = (block: ReplayedBlock): ReplayedBlock => {
  const { reservedGas } = block;
  if (reservedGas === undefined) return block;
  const transactions = block.transactions.map(({ transaction, receipt }, index) => {
    const cumulativeGasUsed = receipt.cumulativeGasUsed - (reservedGas.before[index] ?? reservedGas.total);
    return { transaction, receipt: { ...receipt, cumulativeGasUsed } };
  });
  return { ...block, gasUsed: block.gasUsed - reservedGas.total, transactions };
};

const differences = (ours: Facts, stock: Facts): { field: string; ours: string; stock: string }[] =>
  Object.entries(ours)
    .map(([field, value]) => ({ field, ours: value, stock: stock[field] ?? 'nothing' }))
    .filter(({ ours: mine, stock: theirs }) => mine !== theirs);

const transactionFacts = ({ transaction, receipt }: ReplayedTransaction): Facts => ({
  hash: transaction.hash,
  sender: transaction.sender,
  status: receipt.status,
  gasUsed: String(receipt.gasUsed),
  cumulativeGasUsed: String(receipt.cumulativeGasUsed),
  effectiveGasPriceWei: String(receipt.effectiveGasPriceWei),
  contractAddress: receipt.contractAddress ?? 'none',
  halt: receipt.halt === undefined ? 'none' : `${receipt.halt.name} ${receipt.halt.data}`,
  logs: logsText(receipt.logs),
  bloom: bloomOf(receipt),
});

const stockTransactionFacts = (stock: StockBlock, index: number): Facts => {
  const transaction = stock.transactions[index];
  const result = stock.result.results[index];
  const receipt = stock.result.receipts[index];
  if (transaction === undefined || result === undefined || receipt === undefined) return {};
  return {
    hash: bytesToHex(transaction.hash()),
    sender: transaction.getSenderAddress().toString(),
    status: 'status' in receipt && receipt.status === 1 ? 'success' : 'reverted',
    gasUsed: String(result.totalGasSpent),
    cumulativeGasUsed: String(receipt.cumulativeBlockGasUsed),
    effectiveGasPriceWei: String(priceOf(transaction, stock.baseFeePerGasWei)),
    contractAddress: createdAddress(result),
    halt: haltText(result),
    logs: logsText(receipt.logs.map(logOf)),
    bloom: bytesToHex(receipt.bitvector),
  };
};

const priceOf = (transaction: TypedTransaction, baseFeePerGasWei = 0n): bigint =>
  'gasPrice' in transaction
    ? transaction.gasPrice
    : baseFeePerGasWei + transaction.getEffectivePriorityFee(baseFeePerGasWei);

/** The library names the address of a creation that failed as well. */
const createdAddress = ({ createdAddress: address, execResult }: RunTxResult): string =>
  address === undefined || execResult.exceptionError !== undefined ? 'none' : address.toString();

const haltText = ({ execResult: { exceptionError, returnValue } }: RunTxResult): string => {
  if (exceptionError === undefined) return 'none';
  const { error: name } = exceptionError;
  return `${name} ${name === 'revert' ? bytesToHex(returnValue) : '0x'}`;
};

const logOf = ([address, topics, data]: LibraryLog): Log => ({
  address: bytesToHex(address),
  topics: topics.map(bytesToHex),
  data: bytesToHex(data),
});

const logsText = (logs: readonly Log[]): string =>
  logs.map(({ address, topics, data }) => [address, ...topics, data].join(' ')).join('; ') || 'none';
