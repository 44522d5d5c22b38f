/**
 * What an author writes in the project file, bench.config.ts: defaults for every scenario, and chains of the project's own. It
 * stands apart from what checks it, so that a project file loads nothing that it does not need.
 */
import type { EcotoneParameters } from '../ethereum/rollup-data-fee.ts';
import type { Prices } from '../measure/prices.ts';
import type { NetworkProfile } from '../network/network-profile.ts';
import type { MempoolProfile } from '../pool/mempool-profile.ts';
import type { ChainProfile, ClientProfile } from '../profile/profile.ts';
import type { CheckDefinition } from './scenario.ts';

export interface ProjectDefinition {
  /** The chain of scenarios that name none. Absent: `dev-2s`. */
  readonly chain?: string;
  /** The seed of scenarios that name none. Absent: 1. */
  readonly seed?: number;
  /** Where `bench list` looks for scenarios. Absent: `scenarios`. */
  readonly scenarios?: string;
  /** Chains of your own: a shipped profile with some values replaced. */
  readonly chains?: Readonly<Record<string, ProfileOverrides>>;
  /** What an ether is worth to scenarios that do not say. */
  readonly prices?: Prices;
  /** What L1 and a rollup ask for data, for `bench gas --l1`; pinned, never fetched. */
  readonly l1?: EcotoneParameters;
  /** Commands of your own: files that export `defineCommand({…})`, relative to the project file. */
  readonly commands?: Readonly<Record<string, string>>;
  /** For every scenario; what a scenario says itself goes before. */
  readonly check?: CheckDefinition;
}

export type ProfileOverrides = { readonly extends: string } & Partial<
  Omit<ChainProfile, 'name' | 'genesisTimestampS' | 'mempool' | 'client' | 'network'> & {
    readonly mempool: Partial<MempoolProfile>;
    readonly client: Partial<ClientProfile>;
    readonly network: Partial<NetworkProfile>;
  }
>;

/** Gives an editor the types; returns its argument. */
export const defineConfig = (project: ProjectDefinition): ProjectDefinition => project;

export const defaultProjectFile = 'bench.config.ts';
