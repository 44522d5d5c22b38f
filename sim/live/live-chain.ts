/**
 * A simulated chain in real time: the same chain, engine and profiles as in a run, on the scheduler of the wall clock.
 * It is spoken to like a node's wallet interface, and its first block is made now, so that a contract's clock and the
 * world's agree unless another start is asked for. Nothing of it is kept when it stops.
 */
import { createSimulatedChain } from '../chain/simulated.ts';
import { chainNamed, loadProject } from '../config/project.ts';
import { createEthereumjsEngine } from '../engine/ethereumjs.ts';
import { compileContract } from '../ethereum/compile.ts';
import { defaultCacheDirectory } from '../ethereum/compile-cache.ts';
import { solcEvmVersion } from '../ethereum/hardfork.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { unixWallMs } from '../kernel/wall-clock.ts';
import { createWallScheduler } from '../kernel/wall-scheduler.ts';
import { msPerS } from '../units.ts';
import { createHistory } from './history.ts';
import type { LiveChain, LiveChainOptions } from './live.ts';
import { createProvider } from './provider.ts';
import { RpcError } from './rpc-error.ts';

export const openLiveChain = async (options: LiveChainOptions): Promise<LiveChain> => {
  const { chain: name, config, seed, startUnixMs = unixWallMs() } = options;
  const project = await loadProject(config);
  const genesisTimestampS = BigInt(Math.floor(startUnixMs / msPerS));
  const profile = { ...chainNamed(project, name, '--chain'), genesisTimestampS };
  const { chainId, hardfork, network } = profile;
  const scheduler = createWallScheduler();
  const engine = createEthereumjsEngine({ chainId, hardfork, undoBlocks: network?.horizonBlocks ?? 0 });
  const random = createRandom(seed ?? project.seed).fork('chain');
  const chain = createSimulatedChain({ profile, scheduler, engine, random });
  const history = createHistory(chain.head());
  chain.subscribe(history.listener);

  let wake = (): void => {};
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((started) => {
    ended = scheduler.run(async (process) => {
      chain.start();
      started();
      await process.suspend<void>((resume) => {
        wake = () => resume();
      });
    });
  });
  const waiting = new Set<(reason: unknown) => void>();
  let end: RpcError | undefined;
  const finish = (message: string): void => {
    end = new RpcError('internal', message);
    for (const reject of waiting) reject(end);
  };
  const over = ended.then(
    () => finish('the chain has stopped'),
    (cause: unknown) => finish(`the chain has failed: ${String(cause)}`),
  );
  const provide = createProvider(chain, history);

  return {
    info: chain.info,
    request: (call) =>
      new Promise((resolve, reject) => {
        if (end !== undefined) return reject(end);
        waiting.add(reject);
        void provide(call)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      }),
    unixMs: () => Number(genesisTimestampS) * msPerS + scheduler.nowMs(),
    fund: chain.fund,
    compile: (file, contractName) =>
      compileContract({
        file,
        contractName,
        evmVersion: solcEvmVersion(hardfork),
        cacheDirectory: defaultCacheDirectory(),
      }),
    stop: async () => {
      wake();
      await over;
    },
  };
};
