import type { Chain } from '../chain/chain.ts';
import { createContractCodec } from '../ethereum/abi.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Process, Scheduler } from '../kernel/scheduler.ts';
import { createAccountBook } from '../load/accounts.ts';
import { createCallBook } from '../load/calls.ts';
import type { DeploymentFigures } from '../measure/deployment.ts';
import { type Address, weiPerEther } from '../units.ts';
import { createClient } from './client.ts';
import { deploy } from './deployment.ts';
import { createNodeView } from './node-view.ts';
import type { ResolvedScenario } from './plan.ts';
import { runSetup, watchProgress } from './setup.ts';
import { noRows, openWindow } from './window.ts';
import { createClientWorkers } from './worker.ts';
import type { World } from './world.ts';

/**
 * What happens before the first round and outside every measured window: accounts, deployments, the scenario's own
 * set-up. It goes through the same client and chain, and takes virtual time, as the rounds do; only nobody records it.
 * Contracts are deployed by account 0 of the label `deployer`, which exists whether or not the scenario declares it.
 */
export interface PrepareOptions {
  readonly scenario: ResolvedScenario;
  readonly scheduler: Scheduler;
  readonly chain: Chain;
  readonly random: RandomStream;
  /** Gives a fresh account its genesis balance. */
  readonly fund: (address: Address, balanceWei: bigint) => void;
}

/** Rejects with `DeploymentError`, `SetupError` or `ScenarioError`. */
export const prepare = async (process: Process, options: PrepareOptions): Promise<World> => {
  const { scenario, scheduler, chain, random, fund } = options;
  const accounts = createAccountBook(scenario.seed, { deployer, ...scenario.accounts }, fund);
  const client = createClient(chain, scheduler, accounts);
  const calls = createCallBook();
  const deployments: DeploymentFigures[] = [];
  const node = createNodeView(chain, calls);
  const world: World = { scenario, scheduler, chain, accounts, calls, deployments, client, node, random };
  const window = openWindow({
    roundIndex: 0,
    label: 'set-up',
    workers: createClientWorkers(scenario.client),
    rows: noRows,
    onEnd: () => {},
  });
  const endWatch = watchProgress(world, window);
  for (const contract of scenario.contracts) {
    const codec = createContractCodec({ ...contract.artifact, name: contract.name });
    const { address, figures } = await deploy(process, world, window, contract, codec);
    world.calls.add(contract.name, address, codec, {
      gasUsed: figures.gas,
      codeBytes: figures.deployedBytes ?? 0,
    });
    deployments.push(figures);
  }
  await runSetup(process, world, window);
  endWatch();
  window.close();
  return world;
};

const deployer = { count: 1, balanceWei: 1_000_000n * weiPerEther };
