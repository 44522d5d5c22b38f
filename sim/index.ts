/** The public door: what a scenario, a project file or a program of yours may import from `chronobench`. */

export type {
  ClientProfile,
  FeeProfile,
  MempoolProfile,
  NodeProfile,
  ProducerProfile,
  ReceiptProfile,
} from './chain/profile.ts';
export { defineConfig, type ProfileOverrides, type ProjectDefinition } from './config/project.ts';
export {
  type AccountsDefinition,
  type CheckDefinition,
  type ContractDefinition,
  type DeploymentContext,
  defineScenario,
  type RoundDefinition,
  type ScenarioDefinition,
  type Tolerable,
} from './config/scenario.ts';
export type { Thresholds } from './gate/threshold.ts';
export type { Tolerance, Tolerances } from './gate/tolerance.ts';
export {
  constant,
  type Distribution,
  empirical,
  exponential,
  logNormal,
  pareto,
  quantiles,
  sampleMs,
  uniform,
} from './kernel/distributions.ts';
export type { RandomStream } from './kernel/random.ts';
export { createRandom } from './kernel/random-stream.ts';
export { compositeRate } from './load/composite-rate.ts';
export { fixedLoad } from './load/fixed-load.ts';
export { fixedRate } from './load/fixed-rate.ts';
export { linearRate } from './load/linear-rate.ts';
export { maximumRate } from './load/maximum-rate.ts';
export { poissonRate } from './load/poisson-rate.ts';
export type { RateController } from './load/rate-controller.ts';
export type {
  Account,
  ContractCall,
  RawMessage,
  ReadOutcome,
  ReadRequest,
  SendOptions,
  SendOutcome,
  SendRequest,
  Workload,
  WorkloadContext,
} from './load/workload.ts';
export type { LinkProfile } from './network/link-profile.ts';
export type { ConsensusProfile, NetworkProfile } from './network/network-profile.ts';
export { marginText, rangeText } from './study/audit-tables.ts';
export type { PublishedRow, Range } from './study/published.ts';
export {
  defineStudy,
  type Experiment,
  type Findings,
  type SimulatedRound,
  type SimulationOptions,
  type StudyContext,
  type StudyDefinition,
} from './study/study.ts';
export {
  type ColumnOf,
  type StudyColumn,
  type StudyTable,
  type StudyValue,
  studyTable,
} from './study/table.ts';
export { type Address, gwei, type Hex, weiPerEther, weiPerGwei } from './units.ts';
