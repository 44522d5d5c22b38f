/**
 * A network that makes headers and nothing else: for closed forms, and for the rates of a profile, at hundreds of
 * thousands of blocks in some seconds. Proof of work is asked who has seen what only at finds, so its views are lazy and
 * a block costs one event on the scheduler; where nodes act upon what they see there is an event per node and block.
 */
import type { RandomStream } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { type BlockTree, createBlockTree } from './block-tree.ts';
import type { Consensus, CreateConsensus } from './consensus.ts';
import { createLazyViews } from './lazy-views.ts';
import type { LinkProfile } from './link-profile.ts';
import { createLinks } from './links.ts';
import { type HashPower, type ProofOfWorkProfile, proofOfWork } from './proof-of-work.ts';
import { createEagerViews, type ViewOptions, type Views } from './views.ts';
import { type RaceOutcome, type WithholdingProfile, withholding } from './withholding.ts';

export interface HeaderPlan {
  readonly nodeCount: number;
  readonly links: LinkProfile;
  readonly consensus: CreateConsensus;
  readonly genesisDifficulty: bigint;
  /** How many blocks are made in all. */
  readonly blockCount: number;
}

export interface HeaderTime {
  readonly scheduler: Scheduler;
  readonly random: RandomStream;
}

/** An empty block of Ethereum: little more than its header. */
const emptyBlockBytes = 540;

export const runHeaders = (plan: HeaderPlan, time: HeaderTime): Promise<BlockTree> =>
  run(plan, time, createEagerViews);

export interface MiningPlan extends Pick<HeaderPlan, 'links' | 'blockCount'> {
  readonly changes?: readonly HashPower[];
}

export const mineHeaders = (
  profile: ProofOfWorkProfile,
  { changes = [], ...plan }: MiningPlan,
  time: HeaderTime,
): Promise<BlockTree> => {
  const { shares, genesisDifficulty } = profile;
  const consensus = proofOfWork(profile, { changes });
  return run({ ...plan, nodeCount: shares.length, genesisDifficulty, consensus }, time, createLazyViews);
};

type CreateViews = (options: ViewOptions, headChanged: (node: number) => void) => Views;

const run = (plan: HeaderPlan, time: HeaderTime, createViews: CreateViews): Promise<BlockTree> =>
  time.scheduler.run((process) =>
    process.suspend((wake) => {
      const tree = createBlockTree(plan.genesisDifficulty);
      const onBlock = (): void => {
        if (tree.size() > plan.blockCount) wake(tree);
      };
      assemble(plan, time, tree, createViews, onBlock).start();
    }),
  );

/** One race of a miner who withholds, to its end. */
export const raceHeaders = (
  profile: WithholdingProfile,
  links: LinkProfile,
  time: HeaderTime,
): Promise<RaceOutcome> =>
  time.scheduler.run((process) =>
    process.suspend((wake) => {
      const tree = createBlockTree(profile.genesisDifficulty);
      const plan = { nodeCount: profile.shares.length, links, consensus: withholding(profile, wake) };
      assemble(plan, time, tree, createEagerViews, () => {}).start();
    }),
  );

const assemble = (
  {
    nodeCount,
    links: profile,
    consensus: createConsensus,
  }: Pick<HeaderPlan, 'nodeCount' | 'links' | 'consensus'>,
  { scheduler, random }: HeaderTime,
  tree: BlockTree,
  createViews: CreateViews,
  onBlock: () => void,
): Consensus => {
  const options = { nodeCount, genesis: tree.genesis, clock: scheduler };
  const views = createViews(options, (node) => consensus.headChanged(node));
  const links = createLinks(profile, nodeCount, random.fork('links'));
  const blocks = links.channel('blocks');
  const consensus = createConsensus({
    scheduler,
    random: random.fork('consensus'),
    nodeCount,
    messages: links.channel('messages'),
    head: views.head,
    hasSeen: views.hasSeen,
    send: views.made,
    produce: ({ producer, timestampS, difficulty, uncles, arrivals, parent = views.head(producer) }) => {
      const timeMs = scheduler.nowMs();
      const block = tree.add({ parent, producer, timeMs, timestampS, difficulty, uncles });
      views.made(block, arrivals?.(block, emptyBlockBytes) ?? blocks.send(producer, timeMs, emptyBlockBytes));
      onBlock();
    },
  });
  return consensus;
};
