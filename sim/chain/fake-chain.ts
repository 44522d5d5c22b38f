/**
 * A chain for tests of whoever talks to one: no state, no fees, no blocks to wait for. It believes every byte string
 * to be a transaction, makes a block of each one `delayMs` after its submission, and confirms it at inclusion.
 * `fate` lets a test choose what becomes of the n-th submission.
 */
import { keccak256Hex } from '../ethereum/crypto.ts';
import type { Receipt } from '../ethereum/receipt.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { priorities } from '../kernel/scheduler.ts';
import type { Hex } from '../units.ts';
import type { Chain, ChainInfo, ChainListener } from './chain.ts';

/** `lost`: accepted, and never heard of again. */
export type Fate = 'included' | 'reverted' | 'refused' | 'dropped' | 'lost';

export interface FakeChainOptions {
  readonly scheduler: Scheduler;
  /** From submission to inclusion, and of a read. */
  readonly delayMs: number;
  readonly fate?: (submissionIndex: number) => Fate;
  readonly hash?: (raw: Uint8Array) => Hex;
  readonly info?: Partial<ChainInfo>;
}

const gasUsed = 21_000n;
const gasPriceWei = 1_000_000_000n;

export const createFakeChain = (options: FakeChainOptions): Chain => {
  const { scheduler, delayMs, fate = () => 'included', hash = keccak256Hex } = options;
  const info: ChainInfo = { ...defaultInfo, ...options.info };
  const listeners: ChainListener[] = [];
  let submissionCount = 0;
  let blockNumber = 0;

  const include = (txHash: Hex, status: Receipt['status']): void => {
    blockNumber += 1;
    const timeMs = scheduler.nowMs();
    const receipt = fakeReceipt(status);
    const block = fakeBlock(blockNumber, timeMs, info.blockGasLimit);
    for (const listener of listeners) {
      listener.onIncluded?.({ hash: txHash, timeMs, blockNumber, receipt });
      listener.onBlock?.(block);
      listener.onConfirmed?.({ hash: txHash, timeMs });
    }
  };

  const drop = (txHash: Hex): void => {
    for (const listener of listeners)
      listener.onDropped?.({ hash: txHash, timeMs: scheduler.nowMs(), reason: 'evicted' });
  };

  const settle = (txHash: Hex, end: Fate): void => {
    if (end === 'dropped') drop(txHash);
    else if (end !== 'lost') include(txHash, end === 'reverted' ? 'reverted' : 'success');
  };

  return {
    info,
    submit: async (raw) => {
      const txHash = hash(raw);
      const end = fate(submissionCount++);
      if (end === 'refused')
        return { kind: 'refused', hash: txHash, reason: 'poolFull', message: 'refused by the test' };
      scheduler.at(scheduler.nowMs() + delayMs, () => settle(txHash, end), priorities.block);
      return { kind: 'accepted', hash: txHash };
    },
    read: () =>
      new Promise((resolve) => {
        scheduler.at(scheduler.nowMs() + delayMs, () => resolve(emptyOutcome));
      }),
    estimateGas: async () => ({ kind: 'estimated', gasLimit: gasUsed }),
    account: async () => ({ nonce: 0, balanceWei: 10n ** 24n }),
    feeQuote: async () => ({
      maxFeePerGasWei: gasPriceWei,
      maxPriorityFeePerGasWei: gasPriceWei,
      baseFeePerGasWei: 0n,
    }),
    pending: () => [], // it cannot tell to whom its bytes are
    subscribe: (listener) => void listeners.push(listener),
  };
};

const defaultInfo: ChainInfo = {
  name: 'fake',
  chainId: 1337,
  hardfork: 'osaka',
  feeMarket: 'eip1559',
  blockGasLimit: 30_000_000n,
};

const emptyOutcome = {
  status: 'success',
  returnData: '0x',
  gasUsed,
  gasBeforeRefund: gasUsed,
  logs: [],
  halt: undefined,
} as const;

const fakeReceipt = (status: Receipt['status']): Receipt => ({
  status,
  gasUsed,
  cumulativeGasUsed: gasUsed,
  gas: { intrinsic: gasUsed, execution: 0n, refund: 0n, floorAdjustment: 0n },
  storageWrite: 'none',
  effectiveGasPriceWei: gasPriceWei,
  logs: [],
  contractAddress: undefined,
  halt: status === 'success' ? undefined : { kind: 'revert', name: 'revert', data: '0x' },
});

const fakeBlock = (number: number, timeMs: number, gasLimit: bigint) => ({
  number,
  hash: `0x${number.toString(16).padStart(64, '0')}` as Hex,
  timeMs,
  timestampS: BigInt(Math.floor(timeMs / 1000)),
  transactionCount: 1,
  gasUsed,
  gasLimit,
  baseFeePerGasWei: undefined,
  pendingCount: 0,
  queuedCount: 0,
});
