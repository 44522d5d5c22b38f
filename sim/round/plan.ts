import type { Artifact } from '../ethereum/artifact.ts';
import type { Distribution } from '../kernel/distributions.ts';
import type { AccountDeclaration } from '../load/accounts.ts';
import type { RateController } from '../load/rate-controller.ts';
import type { Account, Workload, WorkloadContext } from '../load/workload.ts';
import type { ClientProfile } from '../profile/profile.ts';
import type { Address } from '../units.ts';

/**
 * What the round room runs: a scenario after its defaults are filled in and its contracts are compiled. Everything
 * is decided; nothing here is optional.
 */
export interface ResolvedScenario {
  readonly name: string;
  readonly seed: number;
  readonly accounts: Readonly<Record<string, AccountDeclaration>>;
  /** In the order of their deployment. */
  readonly contracts: readonly ResolvedContract[];
  /** Runs once after the deployments. Its `send` rejects when the transaction fails. */
  readonly setup: ((context: WorkloadContext) => Promise<unknown>) | undefined;
  readonly rounds: readonly ResolvedRound[];
  readonly client: ClientProfile;
}

export interface ResolvedContract {
  /** By which requests name it; the artifact may be called otherwise. */
  readonly name: string;
  /** What it was compiled from, or the artifact that was read. */
  readonly file: string;
  readonly artifact: Artifact;
  readonly args: (context: DeploymentContext) => readonly unknown[];
}

/** What a constructor's arguments may be made of. */
export interface DeploymentContext {
  account(label: string, index: number): Account;
  /** A contract that is deployed already. */
  contract(name: string): Address;
}

export interface ResolvedRound {
  readonly label: string;
  readonly workload: Workload;
  readonly rate: RateController;
  /** Exactly one of the two is given. */
  readonly txCount: number | undefined;
  readonly durationMs: number | undefined;
  /** Virtual time from the round's start after which what is unconfirmed stays pending. */
  readonly timeoutMs: number;
  /** Idle time before the round's start. */
  readonly pauseMs: number | Distribution;
  /** Outcomes that do not fail the run. */
  readonly tolerate: readonly ('failed' | 'pending')[];
}
