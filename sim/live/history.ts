/**
 * What a live chain remembers for those who ask later: blocks, receipts and logs of the branch that its node holds. All
 * of it stays in memory, for as long as the chain runs.
 */
import type { BlockSummary, ChainListener } from '../chain/chain.ts';
import type { Log, Receipt } from '../ethereum/receipt.ts';
import type { Address, Hex } from '../units.ts';

/** What is told of a block; also of the one before the first, which holds nothing. */
export type KeptBlock = Pick<
  BlockSummary,
  'number' | 'hash' | 'timestampS' | 'gasUsed' | 'gasLimit' | 'baseFeePerGasWei'
>;

export interface KeptReceipt {
  readonly hash: Hex;
  readonly blockNumber: number;
  /** Its place in the block. */
  readonly index: number;
  readonly receipt: Receipt;
}

export interface KeptLog extends Log {
  readonly transaction: KeptReceipt;
  /** Its place in the block. */
  readonly index: number;
}

export interface LogFilter {
  readonly fromBlock: number;
  readonly toBlock: number;
  readonly addresses: readonly Address[] | undefined;
  /** By position; a position allows several topics, or any (undefined). */
  readonly topics: readonly (readonly Hex[] | undefined)[];
}

export interface History {
  readonly listener: ChainListener;
  newestNumber(): number;
  block(number: number): KeptBlock | undefined;
  /** Hashes of the transactions in a block, in their order. */
  transactions(number: number): readonly Hex[];
  receipt(hash: Hex): KeptReceipt | undefined;
  logs(filter: LogFilter): KeptLog[];
}

export const createHistory = (genesis: KeptBlock): History => {
  const blocks = [genesis];
  const receipts = new Map<Hex, KeptReceipt>();
  const ofBlock = new Map<number, KeptReceipt[]>();

  const logsOf = (number: number): KeptLog[] =>
    (ofBlock.get(number) ?? [])
      .flatMap((transaction) => transaction.receipt.logs.map((log) => ({ ...log, transaction })))
      .map((log, index) => ({ ...log, index }));

  return {
    listener: {
      onIncluded: ({ hash, blockNumber, receipt }) => {
        const others = ofBlock.get(blockNumber) ?? [];
        const kept = { hash, blockNumber, index: others.length, receipt };
        ofBlock.set(blockNumber, [...others, kept]);
        receipts.set(hash, kept);
      },
      onBlock: (block) => void blocks.push(block),
      onReorganised: ({ depth, hashes }) => {
        for (const { number } of blocks.splice(blocks.length - depth)) ofBlock.delete(number);
        for (const hash of hashes) receipts.delete(hash);
      },
    },
    newestNumber: () => blocks.length - 1,
    block: (number) => blocks[number],
    transactions: (number) => (ofBlock.get(number) ?? []).map(({ hash }) => hash),
    receipt: (hash) => receipts.get(hash),
    logs: ({ fromBlock, toBlock, addresses, topics }) => {
      const last = Math.min(toBlock, blocks.length - 1);
      const found: KeptLog[] = [];
      for (let number = Math.max(1, fromBlock); number <= last; number += 1)
        for (const log of logsOf(number))
          if (
            addresses?.includes(log.address) !== false &&
            topics.every((allowed, i) => allowed?.includes(log.topics[i] as Hex) !== false)
          )
            found.push(log);
      return found;
    },
  };
};
