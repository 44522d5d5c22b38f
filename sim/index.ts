/** The public door: what a scenario, a project file or a program of yours may import from `chronobench`. */

export {
  type CommandContext,
  type CommandDefinition,
  type CommandOption,
  type CommandOptions,
  type CommandValues,
  defineCommand,
} from './config/command.ts';
export type { Bounds, ParameterReader } from './config/parameters.ts';
export { defineConfig, type ProfileOverrides, type ProjectDefinition } from './config/project-definition.ts';
export {
  type AccountsDefinition,
  type CheckDefinition,
  type ContractDefinition,
  type DeploymentContext,
  defineScenario,
  type RoundDefinition,
  type ScenarioCircumstances,
  type ScenarioDefinition,
  type Tolerable,
} from './config/scenario.ts';
export { BenchError, type ExitCode, exitCodes, type Problem } from './errors.ts';
export type { ContractCodec, ContractDescription } from './ethereum/abi.ts';
export {
  addressOf,
  keccak256,
  publicKeyToAddress,
  recover,
  type Signature,
  sign,
} from './ethereum/crypto.ts';
export { bytesToHex, hexToBytes } from './ethereum/hex.ts';
export { loadContractCodec } from './ethereum/load-contract-codec.ts';
export type { EcotoneParameters } from './ethereum/rollup-data-fee.ts';
export type { Thresholds } from './gate/threshold.ts';
export type { Tolerance, Tolerances } from './gate/tolerance.ts';
export {
  type Amount,
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
export type { Scheduler } from './kernel/scheduler.ts';
export { createWallScheduler } from './kernel/wall-scheduler.ts';
export type { LiveChain, LiveChainOptions } from './live/live.ts';
export { RpcError } from './live/rpc-error.ts';
export { startChain } from './live/start-chain.ts';
export type { FeeBid, FeeRatio } from './load/bid.ts';
export { compositeRate } from './load/composite-rate.ts';
export { fixedLoad } from './load/fixed-load.ts';
export { fixedRate } from './load/fixed-rate.ts';
export { linearRate } from './load/linear-rate.ts';
export { maximumRate } from './load/maximum-rate.ts';
export { poissonProfileRate, type RatePiece } from './load/poisson-profile-rate.ts';
export { poissonRate } from './load/poisson-rate.ts';
export type { RateController } from './load/rate-controller.ts';
export { createSigner, signHash } from './load/signer.ts';
export type {
  Account,
  ContractCall,
  ContractEvent,
  Deployment,
  EventListener,
  NodeHead,
  NodeView,
  PendingCall,
  RawMessage,
  ReadOutcome,
  ReadRequest,
  SendOptions,
  SendOutcome,
  SendRequest,
  Workload,
  WorkloadContext,
} from './load/workload.ts';
export type { FigureInterval } from './measure/confidence.ts';
export { intervalOf } from './measure/confidence.ts';
export type { Prices } from './measure/prices.ts';
export type { RoundSummary } from './measure/summary.ts';
export type { LinkProfile } from './network/link-profile.ts';
export type { ConsensusProfile, NetworkProfile } from './network/network-profile.ts';
export type { HashPower, ProofOfWorkProfile } from './network/proof-of-work.ts';
export type { RaceOutcome, WithholdingProfile } from './network/withholding.ts';
export type { BackgroundArrivals, BackgroundFees, BackgroundProfile } from './pool/background-profile.ts';
export type { MempoolProfile } from './pool/mempool-profile.ts';
export type {
  ClientProfile,
  FeeProfile,
  NodeProfile,
  ProducerProfile,
  ReceiptProfile,
} from './profile/profile.ts';
export { marginText, rangeText } from './study/audit-tables.ts';
export type { PublishedRow, Range } from './study/published.ts';
export {
  defineStudy,
  type Experiment,
  type Findings,
  type Mined,
  type MinedBlock,
  type MiningRequest,
  type RaceRequest,
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
export { equilibriumIntervalS } from './theory/difficulty.ts';
export { doubleSpendRatio } from './theory/double-spend.ts';
export { racedDoubleSpendRatio } from './theory/double-spend-race.ts';
export { poissonMeanS, poissonQuantileS } from './theory/poisson-blocks.ts';
export { overload } from './theory/queue.ts';
export { slotQuantilesS } from './theory/slot-latency.ts';
export { slotMeanS } from './theory/slots.ts';
export { staleRatio } from './theory/stale-blocks.ts';
export { type Address, gwei, type Hex, weiPerEther, weiPerGwei } from './units.ts';
