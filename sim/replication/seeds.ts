/**
 * The seeds of a run's replications. The first is the seed that was given, so that replication 0 is the plain run; each
 * other one is the first 53 bits of a stream of its own, derived from that seed and the replication's number alone. So
 * they depend neither on how many there are nor on the chain (the same replication meets the same chance on every
 * variant: common random numbers), and each can be given to `--seed` to run its replication by itself. Seeds s and
 * s + 1 share no replication, as they would if the numbers were simply counted up.
 */
import { createRandom } from '../kernel/random-stream.ts';

export const replicationSeed = (seed: number, index: number): number =>
  index === 0 ? seed : createRandom(seed).fork(`replication ${index}`).uniform() * 2 ** 53;
