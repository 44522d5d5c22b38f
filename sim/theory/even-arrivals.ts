/**
 * Fixed slots without any chance: transaction i is sent at i/λ, i = 0, 1, 2, …, blocks come at T, 2T, …; what is sent at
 * the very instant of a block goes into the next one. Blocks either never fill up or are always full, so that i is in
 * block max(⌊i/(λT)⌋, ⌊i/b⌋) + 1. Derivation: the queue is empty after each block while λT ≤ b, and never empty after.
 */
import { properRatio, requireDomain, wholeFrom } from './domain.ts';
import { type Queue, queueProblems } from './queue.ts';

/** T · (block − i/(λT)), for light load and overload alike. */
export const evenLatencyS = (queue: Queue, index: number): number => {
  requireDomain('The latency of even arrivals', queueProblems(queue), wholeFrom(0, 'index', index));
  const perSlot = queue.arrivalTps * queue.intervalS;
  const block = Math.max(Math.floor(index / perSlot), Math.floor(index / queue.batch)) + 1;
  return queue.intervalS * (block - index / perSlot);
};

/**
 * The limit of many even arrivals under light load, and the wait of any one instant for the next slot: uniform on
 * (0, T), with mean T/2 and quantiles pT.
 */
export const uniformQuantileS = (intervalS: number, p: number): number => {
  requireDomain('The uniform wait', properRatio('p', p));
  return intervalS * p;
};
