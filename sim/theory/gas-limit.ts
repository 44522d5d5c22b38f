/** What a block's gas limit allows: how many transactions, how many a second, and how fast it can be moved. */
import type { Problem } from '../errors.ts';
import { above, requireDomain, unless } from './domain.ts';

/** ⌊limit / gas⌋ transactions of equal gas. */
export const blockCapacity = (gasLimit: bigint, gasPerTransaction: bigint): number => {
  requireDomain(
    'The capacity of a block',
    unless(gasLimit >= 0n, 'gasLimit', '0 or more', gasLimit),
    unless(gasPerTransaction > 0n, 'gasPerTransaction', 'above 0', gasPerTransaction),
  );
  return Number(gasLimit / gasPerTransaction);
};

/** Full blocks every T seconds. */
export const capacityTps = (transactionsPerBlock: number, intervalS: number): number => {
  requireDomain('The capacity per second', above(0, 'intervalS', intervalS));
  return transactionsPerBlock / intervalS;
};

/** Yellow Paper, section 4.3.4: the limit differs from its parent's by less than a 1024th of that … */
const boundDivisor = 1024n;
/** … and is never below this. */
const leastGasLimit = 5_000n;

/** The least number of blocks that take the gas limit from one value to another, each by up to parent/1024 − 1. */
export const blocksToMoveGasLimit = (from: bigint, to: bigint): number => {
  requireDomain('The drift of the gas limit', limitProblems('from', from), limitProblems('to', to));
  let blocks = 0;
  for (let limit = from; limit !== to; blocks += 1) limit = towards(limit, to);
  return blocks;
};

const towards = (limit: bigint, to: bigint): bigint => {
  const step = limit / boundDivisor - 1n;
  const distance = to > limit ? to - limit : limit - to;
  if (distance <= step) return to;
  return to > limit ? limit + step : limit - step;
};

const limitProblems = (path: string, limit: bigint): Problem[] =>
  unless(limit >= leastGasLimit, path, `a gas limit of at least ${leastGasLimit}`, limit);
