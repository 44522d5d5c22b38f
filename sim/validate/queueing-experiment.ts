/**
 * A bare chain for tests of queueing laws: equal transfers from accounts of their own, over the fake engine, with no
 * base fee, no pool limits and no processing time, in virtual time.
 */

import type { BlockSummary } from '../chain/chain.ts';
import { createSimulatedChain } from '../chain/simulated.ts';
import { createFakeEngine } from '../engine/fake-engine.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import { createFakeTransactions, fakeAddress } from '../pool/fake-transactions.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { profiles } from '../profile/profiles.ts';

const gasPerTransaction = 21_000n;

export const bareProfile = (
  producer: ChainProfile['producer'],
  transactionsPerBlock = 1_000_000,
): ChainProfile => ({
  ...(profiles.find(({ name }) => name === 'dev-2s') as ChainProfile),
  hardfork: 'muirGlacier',
  fees: { market: 'legacy', gasPriceWei: 10n },
  producer,
  blockGasLimit: gasPerTransaction * BigInt(transactionsPerBlock),
  node: { msPerGas: 0 },
});

export interface QueueingPlan {
  readonly profile: ChainProfile;
  readonly arrivalsMs: readonly number[];
  /** How long to go on after the last arrival. */
  readonly settleMs: number;
  readonly seed: number;
  readonly gasPriceWei?: (index: number) => bigint;
}

export interface QueueingOutcome {
  readonly blocks: readonly BlockSummary[];
  /** By order of arrival; NaN for what was never included or confirmed. */
  readonly includedMs: readonly number[];
  readonly confirmedMs: readonly number[];
}

export const runQueueing = async (plan: QueueingPlan): Promise<QueueingOutcome> => {
  const { profile, arrivalsMs, gasPriceWei = () => 10n } = plan;
  const scheduler = createVirtualScheduler();
  const transactions = createFakeTransactions();
  const engine = createFakeEngine({ hardfork: profile.hardfork });
  const random = createRandom(plan.seed);
  const chain = createSimulatedChain({ profile, scheduler, engine, random, rules: transactions.rules });
  const blocks: BlockSummary[] = [];
  const includedMs = arrivalsMs.map(() => Number.NaN);
  const confirmedMs = arrivalsMs.map(() => Number.NaN);
  chain.subscribe({
    onIncluded: ({ hash, timeMs }) => {
      includedMs[Number(hash)] = timeMs;
    },
    onConfirmed: ({ hash, timeMs }) => {
      confirmedMs[Number(hash)] = timeMs;
    },
    onBlock: (block) => {
      blocks.push(block);
    },
  });
  await scheduler.run(async (process) => {
    chain.start();
    for (const [index, timeMs] of arrivalsMs.entries()) {
      await process.delay(timeMs - scheduler.nowMs());
      const feeWei = gasPriceWei(index);
      const fees = { maxFeePerGasWei: feeWei, maxPriorityFeePerGasWei: feeWei };
      const transaction = transactions.make({ sender: fakeAddress(index), ...fees });
      chain.fund(transaction.sender, 10n ** 18n);
      await chain.submit(transaction.raw);
    }
    await process.delay(plan.settleMs);
  });
  return { blocks, includedMs, confirmedMs };
};
