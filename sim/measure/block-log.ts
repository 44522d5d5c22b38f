/**
 * The chain's blocks as rows of blocks.csv, held as columns, because an instant producer makes a block per
 * transaction: about 80 bytes a block. The chain port's block summaries fit in as they are.
 */
import { hexColumn, numberColumn, uint32Column, uint64Column } from './column.ts';

export interface BlockRow {
  readonly number: number;
  readonly hash: string;
  readonly timeMs: number;
  readonly timestampS: bigint;
  readonly transactionCount: number;
  readonly gasUsed: bigint;
  readonly gasLimit: bigint;
  /** Undefined before EIP-1559. */
  readonly baseFeePerGasWei: bigint | undefined;
  readonly pendingCount: number;
  readonly queuedCount: number;
  /** Of a chain with background load. */
  readonly background?: {
    readonly transactionCount: number;
    readonly gasUsed: bigint;
    readonly pendingCount: number;
  };
}

export interface BlockLog {
  add(block: BlockRow): void;
  /** The newest rows are no longer part of the chain. */
  takeBack(blockCount: number): void;
  count(): number;
  /** Whether any block told of background load: all do or none. */
  hasBackground(): boolean;
  /** In the order of adding. */
  row(index: number): BlockRow;
}

/** Stands for no base fee: 18 ether per gas, beyond any chain's. */
const noBaseFee = 2n ** 64n - 1n;

export const createBlockLog = (): BlockLog => {
  const columns = createColumns();
  let count = 0;
  let hasBackground = false;
  return {
    count: () => count,
    hasBackground: () => hasBackground,
    add: (block) => {
      columns.number.set(count, block.number);
      columns.hash.set(count, block.hash);
      columns.timeMs.set(count, block.timeMs);
      columns.timestampS.set(count, Number(block.timestampS));
      columns.transactionCount.set(count, block.transactionCount);
      columns.gasUsed.set(count, Number(block.gasUsed));
      columns.gasLimit.set(count, Number(block.gasLimit));
      columns.baseFeePerGasWei.set(count, block.baseFeePerGasWei ?? noBaseFee);
      columns.pendingCount.set(count, block.pendingCount);
      columns.queuedCount.set(count, block.queuedCount);
      if (block.background !== undefined) {
        hasBackground = true;
        columns.backgroundCount.set(count, block.background.transactionCount);
        columns.backgroundGasUsed.set(count, Number(block.background.gasUsed));
        columns.backgroundPendingCount.set(count, block.background.pendingCount);
      }
      count += 1;
    },
    takeBack: (blockCount) => {
      count -= blockCount;
    },
    row: (index) => {
      const baseFeePerGasWei = columns.baseFeePerGasWei.at(index);
      return {
        number: columns.number.at(index),
        hash: columns.hash.at(index),
        timeMs: columns.timeMs.at(index),
        timestampS: BigInt(columns.timestampS.at(index)),
        transactionCount: columns.transactionCount.at(index),
        gasUsed: BigInt(columns.gasUsed.at(index)),
        gasLimit: BigInt(columns.gasLimit.at(index)),
        baseFeePerGasWei: baseFeePerGasWei === noBaseFee ? undefined : baseFeePerGasWei,
        pendingCount: columns.pendingCount.at(index),
        queuedCount: columns.queuedCount.at(index),
        ...(hasBackground && {
          background: {
            transactionCount: columns.backgroundCount.at(index),
            gasUsed: BigInt(columns.backgroundGasUsed.at(index)),
            pendingCount: columns.backgroundPendingCount.at(index),
          },
        }),
      };
    },
  };
};

const createColumns = () => ({
  number: uint32Column(),
  hash: hexColumn(32),
  timeMs: numberColumn(),
  timestampS: numberColumn(),
  transactionCount: uint32Column(),
  gasUsed: numberColumn(),
  gasLimit: numberColumn(),
  baseFeePerGasWei: uint64Column(),
  pendingCount: uint32Column(),
  queuedCount: uint32Column(),
  backgroundCount: uint32Column(),
  backgroundGasUsed: numberColumn(),
  backgroundPendingCount: uint32Column(),
});
