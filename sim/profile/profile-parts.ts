/** What several of the shipped profiles share: limits, times, and where these are from. */
import type { MempoolProfile } from '../pool/mempool-profile.ts';
import type { ClientProfile, NodeProfile } from './profile.ts';

/** go-ethereum, core/txpool/legacypool, DefaultConfig: 4096 + 1024, 16, 1024, 64, 10. */
export const gethMempool: MempoolProfile = {
  maxPending: 5_120,
  guaranteedPerSender: 16,
  maxQueued: 1_024,
  maxQueuedPerSender: 64,
  priceBumpPercent: 10,
};

/** A development chain is not to drop what a test sends. */
export const roomyMempool: MempoolProfile = {
  maxPending: 1_000_000,
  guaranteedPerSender: 1_000_000,
  maxQueued: 1_000_000,
  maxQueuedPerSender: 1_000_000,
  priceBumpPercent: 10,
};

export const node: NodeProfile = { msPerGas: 1e-5 };
export const client: ClientProfile = { preparationMs: 1, receiptMs: 0, workerCount: 1 };

export const nodeSources = [
  'node.msPerGas: assumption, 100 million gas per second; a transaction of 50,000 gas takes 0.5 ms, so that even an instant chain has a delay, and a capacity of 2,000 of them per second',
  'client: assumption, 1 ms to encode and sign in JavaScript by one worker, hence at most 1,000 transactions per second; receipts cost it nothing',
];
export const commonSources = [
  ...nodeSources,
  'confirmations: the first receipt counts, as in Hyperledger Caliper',
];
export const gethSource = 'mempool: go-ethereum, core/txpool/legacypool, DefaultConfig';
export const roomySource = 'mempool: assumption, larger than any run; price bump as in go-ethereum';
export const developmentFees =
  'fees: initial base fee 1 gwei as INITIAL_BASE_FEE of EIP-1559; priority fee of 1 gwei: assumption';
export const legacyFees = 'fees: gas price of 100 gwei: assumption';
