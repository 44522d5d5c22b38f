/** Public chains as their users meet them. */
import { exponential, logNormal } from '../kernel/distributions.ts';
import { gwei } from '../units.ts';
import type { ChainProfile } from './profile.ts';
import {
  client,
  commonSources,
  gethMempool,
  gethSource,
  legacyFees,
  node,
  nodeSources,
  roomyMempool,
  roomySource,
} from './profile-parts.ts';

const oldMainnetSources = [
  'blockGasLimit: block 12,133,140 of 29 March 2021 had 12,487,794',
  'hardfork: that block lies between Muir Glacier (EIP-2387, 9,200,000) and Berlin (12,244,000; both as in @ethereumjs/common)',
  'chainId: 1, as in @ethereumjs/common',
  legacyFees,
  gethSource,
  ...commonSources,
];

export const pow15s: ChainProfile = {
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

/** Hash power of the miners of Ethereum's main net, largest first. */
const minersHashPower = [
  1051, 285, 144, 114, 69, 55, 34, 30, 28, 27, 25, 22, 22, 21, 20, 16, 15, 14, 14, 11, 11, 10, 9, 8, 6, 6, 4,
  4, 4, 3, 3, 3, 2, 2, 2, 2, 1,
];
const totalHashPower = minersHashPower.reduce((sum, power) => sum + power, 0);

export const mainnet2021: ChainProfile = {
  ...pow15s,
  name: 'mainnet-2021',
  description: "Ethereum's main net in early 2021: proof of work by 37 miners, forks and uncles, legacy fees",
  sources: [
    "producer: shares of 37 miners (Σ α² = 0.2808) as in JABS (hyajam/jabs, ETHEREUM_HASH_POWER_DISTRIBUTION_BIN_2022); EIP-100's difficulty rule; hash rate and first difficulty: assumption, 450 TH/s, of which only their ratio matters, near the equilibrium",
    'network.links: a log-normal curve with the spread of block propagation in Decker & Wattenhofer 2013 (median 6.5 s, mean 12.6 s: σ = 1.15) and its median calibrated to 610 ms, so that 5.7 % of uncles come out (DeFiPoser 2021: 5.72 % from December 2019 to July 2020), and with them a block every 13.3 s (measured: 13.1 to 13.3 s); transactions travel alike: assumption',
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
    links: { kind: 'drawn', delay: logNormal(610, 1.15) },
    thresholdRatio: 0.9,
    horizonBlocks: 64,
  },
};

export const mainnet: ChainProfile = {
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

export const mainnetBusy: ChainProfile = {
  ...mainnet,
  name: 'mainnet-busy',
  description:
    "Ethereum's main net with other people on it: their demand is three quarters of its capacity, so that the base fee turns the lowest third of bids away",
  sources: [
    'background.arrivals: assumption, Poisson, 37.5 per second; with the gas of each 3.75 of the 5 million gas per second that the chain has, where EIP-1559 aims at 2.5',
    'background.gas: assumption, log-normal, median 66,700 and σ = 0.9, so that the mean is 100,000: many transfers, few large ones',
    'background.fees: assumption, caps log-normal with a median of 1.54 gwei and σ = 1, of which two thirds are above 1 gwei, near which the base fee therefore comes to lie (1.08 gwei on average over a day of others alone); tips exponential with a mean of 0.1 gwei',
    'background.byteCount: assumption, 200; of no effect on a single node',
    ...mainnet.sources,
  ],
  background: {
    arrivals: { kind: 'poisson', ratePerS: 37.5 },
    gas: logNormal(66_700, 0.9),
    fees: {
      kind: 'capped',
      priorityFeeWei: exponential(Number(gwei(0.1))),
      maxFeeWei: logNormal(Number(gwei(1.54)), 1),
    },
    byteCount: 200,
  },
};

export const rollup2s: ChainProfile = {
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
