/**
 * Miners of early 2021 in round figures: difficulty by EIP-100, and blocks that take no time to travel, so that there are
 * no stale ones and nothing but difficulty is looked at.
 */
import { equilibriumIntervalS, type LinkProfile, type ProofOfWorkProfile } from '../../sim/index.ts';

/** The closed form: T at which a block moves the difficulty by nothing on average. */
export const targetS = equilibriumIntervalS({ rule: 'byzantium', uncleRatio: 0, timestamps: 'protocol' });

export const noDelay: LinkProfile = { kind: 'constant', delayMs: 0 };

export const equalShares = (count: number): readonly number[] =>
  Array.from({ length: count }, () => 1 / count);

/** Hashes per second of one unit of hash power; only ratios matter. */
export const unitHashRatePerS = 1e12;

/** They begin at the equilibrium of `hashPower` units. */
export const minersOf = (shares: readonly number[], hashPower: number): ProofOfWorkProfile => ({
  kind: 'proof-of-work',
  shares,
  hashRatePerS: hashPower * unitHashRatePerS,
  genesisDifficulty: BigInt(Math.round(targetS * hashPower * unitHashRatePerS)),
  difficultyRule: 'byzantium',
});
