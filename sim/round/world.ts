import type { Chain } from '../chain/chain.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { AccountBook } from '../load/accounts.ts';
import type { CallBook } from '../load/calls.ts';
import type { NodeView } from '../load/workload.ts';
import type { DeploymentFigures } from '../measure/deployment.ts';
import type { Client } from './client.ts';
import type { ResolvedScenario } from './plan.ts';

/** What a run has once it is prepared, and all its rounds share. */
export interface World {
  readonly scenario: ResolvedScenario;
  readonly scheduler: Scheduler;
  readonly chain: Chain;
  readonly accounts: AccountBook;
  /** The contracts that are deployed so far. */
  readonly calls: CallBook;
  /** In the order in which they were. */
  readonly deployments: readonly DeploymentFigures[];
  readonly client: Client;
  readonly node: NodeView;
  readonly random: RandomStream;
}
