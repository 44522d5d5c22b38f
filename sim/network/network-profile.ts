/** A network as plain data: how many nodes, how they are linked, by what consensus. */
import { type CliqueProfile, clique } from './clique.ts';
import type { CreateConsensus } from './consensus.ts';
import type { LinkProfile } from './link-profile.ts';
import { type ProofOfWorkProfile, proofOfWork } from './proof-of-work.ts';
import { type QbftProfile, qbft } from './qbft.ts';
import { type SlotsProfile, slots } from './slots.ts';
import { type WithholdingProfile, withholding } from './withholding.ts';

export interface NetworkProfile {
  readonly nodeCount: number;
  /** The node that clients talk to, and whose view of the chain is theirs. */
  readonly clientNode: number;
  readonly links: LinkProfile;
  /** Latency is also told at the moment at which this share of all nodes has a transaction's block. */
  readonly thresholdRatio: number;
  /** How many blocks a reorganisation can take back at most; what is older is settled. */
  readonly horizonBlocks: number;
}

export type ConsensusProfile =
  | SlotsProfile
  | ProofOfWorkProfile
  | WithholdingProfile
  | CliqueProfile
  | QbftProfile;

export const consensusOf = (profile: ConsensusProfile): CreateConsensus => {
  switch (profile.kind) {
    case 'slots':
      return slots(profile);
    case 'proof-of-work':
      return proofOfWork(profile);
    case 'withholding':
      return withholding(profile);
    case 'clique':
      return clique(profile);
    case 'qbft':
      return qbft(profile);
  }
};

/** What the first block follows. */
export const genesisDifficulty = (profile: ConsensusProfile): bigint =>
  'genesisDifficulty' in profile ? profile.genesisDifficulty : 1n;
