/** Development chains and private networks, whose authors decide everything. */
import type { NetworkProfile } from '../network/network-profile.ts';
import { gwei } from '../units.ts';
import type { ChainProfile } from './profile.ts';
import { client, commonSources, developmentFees, node, roomyMempool, roomySource } from './profile-parts.ts';

export const instant: ChainProfile = {
  name: 'instant',
  description: 'A block per transaction as it arrives, as in the Remix JavaScript VM',
  sources: [
    'producer: the paper, section V (contracts deployed to the JavaScriptVM of Remix), which has no block interval',
    'blockGasLimit: assumption, 30 million',
    'chainId 1337, hardfork osaka: assumptions',
    developmentFees,
    roomySource,
    ...commonSources,
  ],
  chainId: 1337,
  hardfork: 'osaka',
  blockGasLimit: 30_000_000n,
  producer: { kind: 'instant' },
  confirmations: 1,
  fees: { market: 'eip1559', initialBaseFeeWei: gwei(1), priorityFeeWei: gwei(1) },
  mempool: roomyMempool,
  node,
  client,
};

export const dev2s: ChainProfile = {
  ...instant,
  name: 'dev-2s',
  description: "The paper's test network: a block every 2 s",
  sources: [
    'producer: the paper, section V ("about 2s for each call" on its test network), read as the slot length',
    'blockGasLimit: assumption, 30 million',
    'chainId 1337, hardfork osaka: assumptions',
    developmentFees,
    roomySource,
    ...commonSources,
  ],
  producer: { kind: 'slots', intervalMs: 2_000 },
};

const lan = (nodeCount: number): NetworkProfile => ({
  nodeCount,
  clientNode: 0,
  links: { kind: 'constant', delayMs: 20 },
  thresholdRatio: 0.9,
  horizonBlocks: 64,
});

export const clique5s: ChainProfile = {
  ...instant,
  name: 'clique-5s',
  description: 'A private network of proof of authority: four signers take turns every 5 s (Clique)',
  sources: [
    'producer: EIP-225; 4 signers and a period of 5 s: assumptions; wiggle of 500 ms per signer as suggested there',
    'network: 4 nodes with 20 ms between them, thresholdRatio of 90 % and horizonBlocks of 64: assumptions',
    'blockGasLimit: assumption, 30 million',
    'chainId 1337: assumption; hardfork london: the last that Clique had to itself (blocks are rewarded as for proof of work, which Clique does not do)',
    developmentFees,
    roomySource,
    ...commonSources,
  ],
  hardfork: 'london',
  producer: { kind: 'clique', signerCount: 4, periodS: 5, wiggleMs: 500 },
  network: lan(4),
};

export const qbft2s: ChainProfile = {
  ...instant,
  name: 'qbft-2s',
  description: 'A private network of four validators with immediate finality: a block every 2 s (QBFT)',
  sources: [
    'producer: the EEA’s QBFT specification; quorum of two thirds rounded up as in Besu (BftHelpers); 4 validators, a period of 2 s and a request timeout of 4 s: assumptions',
    'network: 4 nodes with 20 ms between them, thresholdRatio of 90 % and horizonBlocks of 64: assumptions',
    'blockGasLimit: assumption, 30 million',
    'chainId 1337, hardfork osaka: assumptions',
    developmentFees,
    roomySource,
    ...commonSources,
  ],
  producer: {
    kind: 'qbft',
    validatorCount: 4,
    quorum: 3,
    silent: [],
    periodS: 2,
    requestTimeoutMs: 4_000,
  },
  network: lan(4),
};
