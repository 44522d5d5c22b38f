/**
 * Small networks for tests: random transactions from a few accounts at random times, and everything that was heard,
 * sealed and left over in the end. Block times are short and links slow, so that branches meet often.
 */
import type { BlockSummary, DropReason } from '../chain/chain.ts';
import { createSimulatedChain } from '../chain/simulated.ts';
import type { SimulatedChain, SimulatedChainOptions } from '../chain/simulated-chain.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import type { LinkProfile } from '../network/link-profile.ts';
import type { NetworkProfile } from '../network/network-profile.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { profiles } from '../profile/profiles.ts';
import type { Address, Hex } from '../units.ts';

/** Equal miners, of which clients talk to the first; a block every ten seconds. */
export const minersProfile = (
  minerCount: number,
  links: LinkProfile,
  changes: Partial<ChainProfile> = {},
  network: Partial<NetworkProfile> = {},
): ChainProfile => ({
  ...(profiles.find(({ name }) => name === 'mainnet-2021') as ChainProfile),
  blockGasLimit: 21_000n * 4n,
  producer: {
    kind: 'proof-of-work',
    shares: Array.from({ length: minerCount }, () => 1 / minerCount),
    hashRatePerS: 1e6,
    genesisDifficulty: 10_000_000n,
    difficultyRule: 'byzantium',
  },
  network: {
    nodeCount: minerCount,
    clientNode: 0,
    links,
    thresholdRatio: 0.9,
    horizonBlocks: 64,
    ...network,
  },
  node: { msPerGas: 0.01 },
  ...changes,
});

export interface Send {
  readonly atMs: number;
  readonly raw: Uint8Array;
}

export interface NetworkPlan extends Pick<SimulatedChainOptions, 'profile' | 'engine' | 'rules'> {
  readonly seed: number;
  readonly funds: readonly (readonly [Address, bigint])[];
  /** In the order of time. */
  readonly sends: readonly Send[];
  readonly endMs: number;
}

export interface NetworkOutcome {
  readonly chain: SimulatedChain;
  /** Every block of every branch. */
  readonly sealed: readonly SealedBlock[];
  /** By hash, the branch that the client's node holds in the end, oldest first. */
  readonly canonical: readonly SealedBlock[];
  /** What listeners heard, less what was taken back. */
  readonly included: ReadonlyMap<Hex, number>;
  readonly confirmed: ReadonlySet<Hex>;
  readonly blocks: readonly BlockSummary[];
  readonly dropped: ReadonlyMap<Hex, DropReason>;
  /** Of the reorganisations that clients heard of. */
  readonly depths: readonly number[];
  readonly takenBackCount: number;
  readonly accepted: readonly Hex[];
}

export const runNetwork = async (plan: NetworkPlan): Promise<NetworkOutcome> => {
  const { profile, engine, rules } = plan;
  const scheduler = createVirtualScheduler();
  const sealed: SealedBlock[] = [];
  const chain = createSimulatedChain({
    profile,
    engine,
    scheduler,
    random: createRandom(plan.seed),
    ...(rules === undefined ? {} : { rules }),
    onSealed: (block) => void sealed.push(block),
  });
  const heard = listen(chain);
  const accepted: Hex[] = [];
  for (const [address, balanceWei] of plan.funds) chain.fund(address, balanceWei);
  await scheduler.run(async (process) => {
    chain.start();
    for (const { atMs, raw } of plan.sends) {
      await process.delay(Math.max(0, atMs - process.nowMs()));
      const submission = await process.join(chain.submit(raw));
      if (submission.kind === 'accepted') accepted.push(submission.hash);
    }
    await process.delay(Math.max(0, plan.endMs - process.nowMs()));
  });
  return { chain, sealed, canonical: branchOf(sealed, chain.head().hash), accepted, ...heard };
};

const listen = (chain: SimulatedChain) => {
  const included = new Map<Hex, number>();
  const confirmed = new Set<Hex>();
  const dropped = new Map<Hex, DropReason>();
  const blocks: BlockSummary[] = [];
  const depths: number[] = [];
  let takenBackCount = 0;
  chain.subscribe({
    onIncluded: ({ hash, blockNumber }) => {
      if (included.has(hash)) throw new Error(`${hash} is included twice`);
      included.set(hash, blockNumber);
    },
    onConfirmed: ({ hash }) => {
      if (confirmed.has(hash) || !included.has(hash)) throw new Error(`${hash} cannot be confirmed`);
      confirmed.add(hash);
    },
    onDropped: ({ hash, reason }) => void dropped.set(hash, reason),
    onBlock: (block) => void blocks.push(block),
    onReorganised: ({ depth, hashes }) => {
      depths.push(depth);
      takenBackCount += hashes.length;
      blocks.length -= depth;
      for (const hash of hashes) {
        if (!included.delete(hash)) throw new Error(`${hash} is taken back and was not included`);
        confirmed.delete(hash);
      }
    },
  });
  return {
    included,
    confirmed,
    dropped,
    blocks,
    depths,
    get takenBackCount() {
      return takenBackCount;
    },
  };
};

/** From the first block to the one with this hash. */
export const branchOf = (sealed: readonly SealedBlock[], tip: Hex): readonly SealedBlock[] => {
  const byHash = new Map(sealed.map((block) => [block.hash, block]));
  const branch: SealedBlock[] = [];
  for (let block = byHash.get(tip); block !== undefined; block = byHash.get(block.environment.parentHash))
    branch.push(block);
  return branch.reverse();
};
