/**
 * The chain profiles that come with the bench: frozen data, every number with its source or marked as an assumption.
 * A project's configuration may add its own or vary these.
 */
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
const client: ClientProfile = { preparationMs: 1, receiptMs: 0, workerCount: 1 };

const nodeSources = [
  'node.msPerGas: assumption, 100 million gas per second; a transaction of 50,000 gas takes 0.5 ms, so that even an instant chain has a delay, and a capacity of 2,000 of them per second',
  'client: assumption, 1 ms to encode and sign in JavaScript by one worker, hence at most 1,000 transactions per second; receipts cost it nothing',
];
const commonSources = [...nodeSources, 'confirmations: the first receipt counts, as in Hyperledger Caliper'];
const gethSource = 'mempool: go-ethereum, core/txpool/legacypool, DefaultConfig';
const roomySource = 'mempool: assumption, larger than any run; price bump as in go-ethereum';
const developmentFees =
  'fees: initial base fee 1 gwei as INITIAL_BASE_FEE of EIP-1559; priority fee of 1 gwei: assumption';
const legacyFees = 'fees: gas price of 100 gwei: assumption';

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

const mainnet2021: ChainProfile = {
  name: 'mainnet-2021',
  description: "Ethereum's main net in early 2021: proof of work, 13.2 s on average, legacy fees",
  sources: [
    "producer: EIP-100's difficulty rule gives 13.18 s at 5.72 % uncles; a single miner, so no forks",
    'blockGasLimit: block 12,133,140 of 29 March 2021 had 12,487,794',
    'hardfork: that block lies between Muir Glacier (EIP-2387, 9,200,000) and Berlin (12,244,000; both as in @ethereumjs/common)',
    'chainId: 1, as in @ethereumjs/common',
    legacyFees,
    gethSource,
    ...commonSources,
  ],
  chainId: 1,
  hardfork: 'muirGlacier',
  blockGasLimit: 12_500_000n,
  producer: { kind: 'exponential', meanIntervalMs: 13_200 },
  confirmations: 1,
  fees: { market: 'legacy', gasPriceWei: gwei(100) },
  mempool: gethMempool,
  node,
  client,
};

const pow15s: ChainProfile = {
  ...mainnet2021,
  name: 'pow-15s',
  description: "The paper's main net: proof of work, 15.5 s on average, legacy fees",
  sources: [
    'producer: the paper, section V ("adjusted to 15.5s"); exponential intervals of a single miner, so no forks',
    ...mainnet2021.sources.slice(1),
  ],
  producer: { kind: 'exponential', meanIntervalMs: 15_500 },
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

const deepFreeze = <T extends object>(value: T): T => {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
};

export const profiles: readonly ChainProfile[] = deepFreeze([
  instant,
  dev2s,
  pow15s,
  mainnet2021,
  mainnet,
  rollup2s,
]);
