/**
 * When there is a block on a single node. Each producer is a factory of one shape, driven by the scheduler; what goes into
 * the block is the node's business. (Who makes one among several nodes is a consensus, in the network room.)
 */
import { exponential as exponentialIntervals, sampleMs } from '../kernel/distributions.ts';
import type { RandomStream } from '../kernel/random.ts';
import { priorities, type Scheduler } from '../kernel/scheduler.ts';
import type { SlotsProfile } from '../network/slots.ts';
import type { SingleProducerProfile } from '../profile/profile.ts';
import type { Address } from '../units.ts';

export interface BlockProducer {
  start(): void;
  /** The pool has accepted a transaction of this sender. */
  accepted(sender: Address): void;
}

export interface ProducerContext {
  readonly scheduler: Scheduler;
  /** A stream of the producer's own. */
  readonly random: RandomStream;
  /** Seals a block of the best that waits, now. */
  sealBest(): Promise<void>;
  /** Seals a block of the sender's next transaction as soon as the node is free for it; `done` follows in any case. */
  sealNextOf(sender: Address, done: () => void): void;
  /** How many executable transactions of the sender wait. */
  pendingOf(sender: Address): number;
}

export type CreateProducer = (context: ProducerContext) => BlockProducer;

/** A block for each transaction as it arrives, as in the Remix JavaScript VM: the order is that of arrival, whatever the fees. */
export const instant: CreateProducer = ({ sealNextOf, pendingOf }) => {
  const orderedBySender = new Map<Address, number>();
  const order = (sender: Address, change: number): void => {
    const count = (orderedBySender.get(sender) ?? 0) + change;
    if (count === 0) orderedBySender.delete(sender);
    else orderedBySender.set(sender, count);
  };
  return {
    start: () => {},
    accepted: (sender) => {
      while ((orderedBySender.get(sender) ?? 0) < pendingOf(sender)) {
        order(sender, 1);
        sealNextOf(sender, () => order(sender, -1));
      }
    },
  };
};

/**
 * A block at every multiple of the interval, empty or not, unless the slot is missed. What arrives at that very instant
 * is for the next one.
 */
export const slots =
  ({ intervalMs, missRatio = 0 }: SlotsProfile): CreateProducer =>
  ({ scheduler, random, sealBest }) => {
    const misses = random.fork('missed-slots');
    const arm = (slot: number): void => {
      const seal = async (): Promise<void> => {
        if (misses.uniform() >= missRatio) await sealBest();
        arm(slot + 1);
      };
      scheduler.at(slot * intervalMs, seal, priorities.block);
    };
    return { start: () => arm(Math.floor(scheduler.nowMs() / intervalMs) + 1), accepted: () => {} };
  };

/** Proof of work by a single miner at constant difficulty: the intervals are exponential, the blocks a Poisson process. */
export const exponential =
  (meanIntervalMs: number): CreateProducer =>
  ({ scheduler, random, sealBest }) => {
    const intervals = exponentialIntervals(meanIntervalMs);
    const arm = (): void => {
      const seal = async (): Promise<void> => {
        await sealBest();
        arm();
      };
      scheduler.at(scheduler.nowMs() + sampleMs(intervals, random), seal, priorities.block);
    };
    return { start: arm, accepted: () => {} };
  };

export const producerOf = (profile: SingleProducerProfile | SlotsProfile): CreateProducer => {
  switch (profile.kind) {
    case 'instant':
      return instant;
    case 'slots':
      return slots(profile);
    case 'exponential':
      return exponential(profile.meanIntervalMs);
  }
};
