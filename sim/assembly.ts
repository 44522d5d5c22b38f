/**
 * Puts the parts of one run together: kernel, engine, chain, recorder. Everything that a run mutates is made here, so
 * that two runs in one process share nothing.
 */
import type { Chain } from './chain/chain.ts';
import { pollingClient } from './chain/polling.ts';
import { createSimulatedChain, type SimulatedChain } from './chain/simulated.ts';
import type { LoadedScenario } from './config/resolution.ts';
import type { Engine } from './engine/engine.ts';
import { createEthereumjsEngine } from './engine/ethereumjs.ts';
import { timedEngine } from './engine/timed-engine.ts';
import type { SealedBlock } from './ethereum/block.ts';
import type { RandomStream } from './kernel/random.ts';
import { createRandom } from './kernel/random-stream.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import { createVirtualScheduler } from './kernel/virtual-scheduler.ts';
import { createStopwatch, type Stopwatch } from './kernel/wall-clock.ts';
import { type BlockLog, createBlockLog } from './measure/block-log.ts';
import type { NetworkWatch } from './measure/network-figures.ts';
import { createRecorder, type Recorder } from './measure/recorder.ts';
import { createReorganisationLog } from './measure/reorganisation-log.ts';

export interface Assembly {
  readonly scheduler: Scheduler;
  readonly random: RandomStream;
  readonly engine: Engine;
  readonly chain: SimulatedChain;
  /** The same as clients see it. */
  readonly clientChain: Chain;
  readonly recorder: Recorder;
  readonly blocks: BlockLog;
  /** Undefined on a single node. */
  readonly network: NetworkWatch | undefined;
  /** What the engine really took. */
  readonly engineWatch: Stopwatch;
}

export const assemble = (
  { scenario, profile }: LoadedScenario,
  onSealed: (block: SealedBlock) => void,
): Assembly => {
  const scheduler = createVirtualScheduler();
  const random = createRandom(scenario.seed);
  const engineWatch = createStopwatch();
  const { chainId, hardfork, network: nodes } = profile;
  const undoBlocks = nodes?.horizonBlocks ?? 0;
  const engine = timedEngine(createEthereumjsEngine({ chainId, hardfork, undoBlocks }), engineWatch.measure);
  const chain = createSimulatedChain({ profile, scheduler, random: random.fork('chain'), engine, onSealed });
  const blocks = createBlockLog();
  const reorganisations = createReorganisationLog();
  chain.subscribe({
    onBlock: blocks.add,
    onReorganised: ({ timeMs, depth, hashes }) => {
      blocks.takeBack(depth);
      reorganisations.add({ timeMs, depth, transactionCount: hashes.length });
    },
  });
  const { receipts } = profile.client;
  const clientChain =
    receipts?.kind === 'polling' ? pollingClient(chain, scheduler, receipts.intervalMs) : chain;
  const network = nodes && { thresholdRatio: nodes.thresholdRatio, reorganisations };
  const parts = { scheduler, random, engine, chain, clientChain, blocks, network, engineWatch };
  return { ...parts, recorder: createRecorder() };
};
