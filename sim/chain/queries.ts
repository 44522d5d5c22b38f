/** What a node answers besides taking transactions: who it is, what a wallet would offer, calls and estimates. */
import type { Engine } from '../engine/engine.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import type { Mempool } from '../pool/mempool.ts';
import type { ChainProfile, FeeProfile } from '../profile/profile.ts';
import type { Address } from '../units.ts';
import type { Chain, ChainInfo, FeeQuote, PendingMessage } from './chain.ts';
import { estimateGas } from './gas-estimation.ts';
import type { Executor } from './processing.ts';

export const infoOf = ({
  name,
  chainId,
  hardfork,
  fees,
  blockGasLimit,
  network,
}: ChainProfile): ChainInfo => ({
  name,
  chainId,
  hardfork,
  feeMarket: fees.market,
  blockGasLimit,
  ...(network === undefined ? {} : { horizonBlocks: network.horizonBlocks }),
});

/** EIP-1559 wallets offer twice the base fee and the tip, which covers five full blocks in a row (1.125^5 = 1.8). */
export const quoteAt = (fees: FeeProfile, baseFeeWei: bigint): FeeQuote => {
  if (fees.market === 'legacy')
    return {
      maxFeePerGasWei: fees.gasPriceWei,
      maxPriorityFeePerGasWei: fees.gasPriceWei,
      baseFeePerGasWei: undefined,
    };
  return {
    maxFeePerGasWei: 2n * baseFeeWei + fees.priorityFeeWei,
    maxPriorityFeePerGasWei: fees.priorityFeeWei,
    baseFeePerGasWei: baseFeeWei,
  };
};

/** Ours alone: what others send is to nobody in particular. */
export const pendingIn = (pool: Pick<Mempool, 'waiting'>, to: Address): readonly PendingMessage[] => {
  const messages: PendingMessage[] = [];
  for (const { hash, sender, to: recipient, envelope } of pool.waiting())
    if (recipient === to) messages.push({ hash, from: sender, data: bytesToHex(envelope.data) });
  return messages;
};

export interface CallServer {
  readonly engine: Engine;
  /** Calls wait for it, and take its time. */
  readonly executor: Executor;
  /** Of the newest block. */
  readonly gasLimit: () => bigint;
  /** Brings the engine to the node's newest block; absent where it is there anyway. */
  readonly atHead?: () => Promise<void>;
}

export const serveCalls = ({
  engine,
  executor,
  gasLimit,
  atHead,
}: CallServer): Pick<Chain, 'read' | 'estimateGas'> => ({
  read: (message) =>
    new Promise((resolve) =>
      executor.serve(async () => {
        if (atHead !== undefined) await atHead();
        const outcome = await engine.call(message);
        return { gas: outcome.gasUsed, finish: () => resolve(outcome) };
      }),
    ),
  estimateGas: (message) =>
    new Promise((resolve) =>
      executor.serve(async () => {
        if (atHead !== undefined) await atHead();
        const { estimate, gasSpent } = await estimateGas(engine, message, gasLimit());
        return { gas: gasSpent, finish: () => resolve(estimate) };
      }),
    ),
});
