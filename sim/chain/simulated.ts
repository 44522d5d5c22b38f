/**
 * The simulated chain: one node, one producer and one executor behind the chain port, in whatever time the scheduler
 * keeps. Clients hear of a block when the node has executed it (see `processing`), and of its confirmation when enough
 * blocks have followed. Blocks and receipts are handed on and forgotten: memory holds what waits, not what was.
 *
 * Submissions, fee quotes and account queries are answered at once, from the newest sealed block; calls and
 * estimates wait for the executor, so their promises settle as virtual time passes (await them by `process.join`).
 */
import type { Engine } from '../engine/engine.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Address } from '../units.ts';
import { ethereumRules, type TransactionRules } from './admission.ts';
import { producerOf } from './block-producer.ts';
import type { Chain, ChainInfo, ChainListener, FeeQuote } from './chain.ts';
import { createFinality } from './finality.ts';
import { estimateGas } from './gas-estimation.ts';
import type { Head } from './genesis.ts';
import { createNode, type NewBlock } from './node.ts';
import { createExecutor } from './processing.ts';
import type { ChainProfile, FeeProfile } from './profile.ts';

export interface SimulatedChainOptions {
  readonly profile: ChainProfile;
  readonly scheduler: Scheduler;
  readonly random: RandomStream;
  /** Of the profile's chain id and hardfork. */
  readonly engine: Engine;
  /** Every sealed block, in order, with its transactions and receipts. */
  readonly onSealed?: (block: SealedBlock) => void;
  /** Absent: Ethereum's. */
  readonly rules?: TransactionRules;
}

export interface SimulatedChain extends Chain {
  /** Gives an account its genesis balance. */
  fund(address: Address, balanceWei: bigint): void;
  /** Block production begins. */
  start(): void;
  head(): Head;
}

export const createSimulatedChain = (options: SimulatedChainOptions): SimulatedChain => {
  const { profile, scheduler, engine, random, onSealed } = options;
  const { chainId, hardfork, blockGasLimit, fees, producer: producerProfile } = profile;
  const listeners: ChainListener[] = [];
  const executor = createExecutor(scheduler, profile.node.msPerGas);
  const finality = createFinality(profile.confirmations);
  const node = createNode({
    profile,
    engine,
    rules: options.rules ?? ethereumRules(chainId, hardfork),
    random,
    timestampStepS: producerProfile.kind === 'instant' ? 0n : 1n,
    onDropped: (hash, reason) => {
      for (const listener of listeners) listener.onDropped?.({ hash, timeMs: scheduler.nowMs(), reason });
    },
  });

  /** Clients learn of the block now. */
  const publish = ({ sealed, summary }: NewBlock): void => {
    const timeMs = scheduler.nowMs();
    const blockNumber = summary.number;
    for (const { transaction, receipt } of sealed.transactions) {
      const event = { hash: transaction.hash, timeMs, blockNumber, receipt };
      for (const listener of listeners) listener.onIncluded?.(event);
    }
    for (const listener of listeners) listener.onBlock?.(summary);
    for (const hash of finality.extend(sealed.transactions.map(({ transaction }) => transaction.hash)))
      for (const listener of listeners) listener.onConfirmed?.({ hash, timeMs });
  };

  const consumption = (block: NewBlock) => {
    onSealed?.(block.sealed);
    return { gas: block.sealed.gasUsed, finish: () => publish(block) };
  };

  const producer = producerOf(producerProfile)({
    scheduler,
    random: random.fork('block-intervals'),
    pendingOf: (sender) => node.pool.lane(sender)?.pendingCount ?? 0,
    sealBest: async () => {
      const block = consumption(await node.sealBest(scheduler.nowMs()));
      executor.serve(() => block);
    },
    sealNextOf: (sender, done) =>
      executor.serve(async () => {
        const block = await node.sealNextOf(sender, scheduler.nowMs());
        done();
        return block === undefined ? { gas: 0n, finish: () => {} } : consumption(block);
      }),
  });

  return {
    info: info(profile),
    fund: engine.fund,
    start: producer.start,
    head: node.head,
    subscribe: (listener) => void listeners.push(listener),
    submit: async (raw) => {
      const { submission, sender } = node.submit(raw);
      if (submission.kind === 'accepted' && sender !== undefined) producer.accepted(sender);
      return submission;
    },
    read: (message) =>
      new Promise((resolve) =>
        executor.serve(async () => {
          const outcome = await engine.call(message);
          return { gas: outcome.gasUsed, finish: () => resolve(outcome) };
        }),
      ),
    estimateGas: (message) =>
      new Promise((resolve) =>
        executor.serve(async () => {
          const { estimate, gasSpent } = await estimateGas(engine, message, blockGasLimit);
          return { gas: gasSpent, finish: () => resolve(estimate) };
        }),
      ),
    account: async (address) => engine.account(address),
    feeQuote: async () => quote(fees, node.nextBaseFeeWei() ?? 0n),
  };
};

const info = ({ name, chainId, hardfork, fees, blockGasLimit }: ChainProfile): ChainInfo => ({
  name,
  chainId,
  hardfork,
  feeMarket: fees.market,
  blockGasLimit,
});

/** EIP-1559 wallets offer twice the base fee and the tip, which covers five full blocks in a row (1.125^5 = 1.8). */
const quote = (fees: FeeProfile, baseFeeWei: bigint): FeeQuote => {
  if (fees.market === 'legacy')
    return { maxFeePerGasWei: fees.gasPriceWei, maxPriorityFeePerGasWei: fees.gasPriceWei };
  return {
    maxFeePerGasWei: 2n * baseFeeWei + fees.priorityFeeWei,
    maxPriorityFeePerGasWei: fees.priorityFeeWei,
  };
};
