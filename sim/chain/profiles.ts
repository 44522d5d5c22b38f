/**
 * The chain profiles that come with the bench: frozen data, every number with its source or marked as an assumption.
 * A project's configuration may add its own or vary these.
 */
import { logNormal } from '../kernel/distributions.ts';
import type { NetworkProfile } from '../network/network-profile.ts';
import { gwei } from '../units.ts';
import type { ChainProfile, ClientProfile, MempoolProfile, NodeProfile } from './profile.ts';

/** go-ethereum, core/txpool/legacypool, DefaultConfig: 4096 + 1024, 16, 1024, 64, 10. */
const gethMempool: MempoolProfile = {
  maxPending: 5_120,
  guaranteedPerSender: 16,
  maxQueued: 1_024,
  maxQueuedPerSender: 64,
  priceBumpPercent: 10,
};

/** A development chain is not to drop what a test sends. */
const roomyMempool: MempoolProfile = {
  maxPending: 1_000_000,
  guaranteedPerSender: 1_000_000,
  maxQueued: 1_000_000,
  maxQueuedPerSender: 1_000_000,
  priceBumpPercent: 10,
};

const node: NodeProfile = { msPerGas: 1e-5 };
const client: ClientProfile = { preparationMs: 1, workerCount: 1 };

const nodeSources = [
  'node.msPerGas: assumption, 100 million gas per second; a transaction of 50,000 gas takes 0.5 ms, so that even an instant chain has a delay, and a capacity of 2,000 of them per second',
  'client: assumption, 1 ms to encode and sign in JavaScript by one worker, hence at most 1,000 transactions per second',
];
const commonSources = [...nodeSources, 'confirmations: the first receipt counts, as in Hyperledger Caliper'];
const gethSource = 'mempool: go-ethereum, core/txpool/legacypool, DefaultConfig';
const roomySource = 'mempool: assumption, larger than any run; price bump as in go-ethereum';
const developmentFees =
  'fees: initial base fee 1 gwei as INITIAL_BASE_FEE of EIP-1559; priority fee of 1 gwei: assumption';
const legacyFees = 'fees: gas price of 100 gwei: assumption';

const lan = (nodeCount: number): NetworkProfile => ({
  nodeCount,
  clientNode: 0,
  links: { kind: 'constant', delayMs: 20 },
  thresholdRatio: 0.9,
  horizonBlocks: 64,
});

const instant: ChainProfile = {
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

const dev2s: ChainProfile = {
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

/** Hash power of the miners of Ethereum's main net, largest first. */
const minersHashPower = [
  1051, 285, 144, 114, 69, 55, 34, 30, 28, 27, 25, 22, 22, 21, 20, 16, 15, 14, 14, 11, 11, 10, 9, 8, 6, 6, 4,
  4, 4, 3, 3, 3, 2, 2, 2, 2, 1,
];
const totalHashPower = minersHashPower.reduce((sum, power) => sum + power, 0);

const oldMainnetSources = [
  'blockGasLimit: block 12,133,140 of 29 March 2021 had 12,487,794',
  'hardfork: that block lies between Muir Glacier (EIP-2387, 9,200,000) and Berlin (12,244,000; both as in @ethereumjs/common)',
  'chainId: 1, as in @ethereumjs/common',
  legacyFees,
  gethSource,
  ...commonSources,
];

const pow15s: ChainProfile = {
  name: 'pow-15s',
  description: "The paper's main net: proof of work, 15.5 s on average, legacy fees",
  sources: [
    'producer: the paper, section V ("adjusted to 15.5s"); exponential intervals of a single miner, so no forks',
    ...oldMainnetSources,
  ],
  chainId: 1,
  hardfork: 'muirGlacier',
  blockGasLimit: 12_500_000n,
  producer: { kind: 'exponential', meanIntervalMs: 15_500 },
  confirmations: 1,
  fees: { market: 'legacy', gasPriceWei: gwei(100) },
  mempool: gethMempool,
  node,
  client,
};

const mainnet2021: ChainProfile = {
  ...pow15s,
  name: 'mainnet-2021',
  description: "Ethereum's main net in early 2021: proof of work by 37 miners, forks and uncles, legacy fees",
  sources: [
    "producer: shares of 37 miners (Σ α² = 0.2808) as in JABS (hyajam/jabs, ETHEREUM_HASH_POWER_DISTRIBUTION_BIN_2022); EIP-100's difficulty rule; hash rate and first difficulty: assumption, 450 TH/s, of which only their ratio matters, near the equilibrium",
    'network.links: a log-normal curve with the spread of block propagation in Decker & Wattenhofer 2013 (median 6.5 s, mean 12.6 s: σ = 1.15) and its median calibrated to 565 ms, so that 5.7 % of uncles come out (DeFiPoser 2021: 5.72 % from December 2019 to July 2020), and with them a block every 13.3 s (measured: 13.1 to 13.3 s); transactions travel alike: assumption',
    'network.clientNode: a 38th node, which does not mine; thresholdRatio of 90 % and horizonBlocks of 64: assumptions',
    ...oldMainnetSources,
  ],
  producer: {
    kind: 'proof-of-work',
    shares: [...minersHashPower.map((power) => power / totalHashPower), 0],
    hashRatePerS: 4.5e14,
    genesisDifficulty: 5_985_000_000_000_000n, // 13.3 s
    difficultyRule: 'byzantium',
  },
  network: {
    nodeCount: minersHashPower.length + 1,
    clientNode: minersHashPower.length,
    links: { kind: 'drawn', delay: logNormal(565, 1.15) },
    thresholdRatio: 0.9,
    horizonBlocks: 64,
  },
};

const mainnet: ChainProfile = {
  name: 'mainnet',
  description: "Ethereum's main net since late 2025: 12 s slots, 60 million gas, EIP-1559",
  sources: [
    'producer: the consensus specification, SECONDS_PER_SLOT = 12; missRatio: about 0.3 % on the main net in January 2026 (ethp2p, daily notebook of missed slots)',
    'blockGasLimit: EIP-7935, the default since Osaka',
    'chainId: 1, as in @ethereumjs/common; hardfork: osaka, the one of EIP-7935',
    'fees: initial base fee and priority fee of 1 gwei: assumptions',
    gethSource,
    ...commonSources,
  ],
  chainId: 1,
  hardfork: 'osaka',
  blockGasLimit: 60_000_000n,
  producer: { kind: 'slots', intervalMs: 12_000, missRatio: 0.003 },
  confirmations: 1,
  fees: { market: 'eip1559', initialBaseFeeWei: gwei(1), priorityFeeWei: gwei(1) },
  mempool: gethMempool,
  node,
  client,
};

const rollup2s: ChainProfile = {
  ...mainnet,
  name: 'rollup-2s',
  description: 'An optimistic rollup as its users see it: one sequencer, a block every 2 s, EIP-1559',
  sources: [
    "producer: OP Mainnet's block_time (superchain-registry, op.toml); its single sequencer misses nothing: assumption",
    "blockGasLimit: 30 million, OP Mainnet's system configuration at its genesis",
    'chainId: 10, OP Mainnet; hardfork: osaka, assumption',
    "fees: initial base fee and priority fee of 0.001 gwei: assumptions; the base fee follows Ethereum's rule, not the rollup's slower one (its denominator is 250, elasticity 6), and there is no fee for data on the chain below",
    'confirmations: the sequencer’s word counts, as for its users; settlement on the chain below is not modelled',
    roomySource,
    ...nodeSources,
  ],
  chainId: 10,
  blockGasLimit: 30_000_000n,
  producer: { kind: 'slots', intervalMs: 2_000 },
  fees: { market: 'eip1559', initialBaseFeeWei: gwei(0.001), priorityFeeWei: gwei(0.001) },
  mempool: roomyMempool,
};

const clique5s: ChainProfile = {
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

const qbft2s: ChainProfile = {
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

const deepFreeze = <T extends object>(value: T): T => {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
};

export const profiles: readonly ChainProfile[] = deepFreeze([
  instant,
  dev2s,
  clique5s,
  qbft2s,
  pow15s,
  mainnet2021,
  mainnet,
  rollup2s,
]);
