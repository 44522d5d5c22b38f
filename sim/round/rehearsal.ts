/**
 * Rounds without an EVM, for tests: prepares a scenario and runs its rounds against a fake chain in virtual time.
 * What a test leaves out is filled in: two accounts, no contracts, a client that takes no time.
 */
import type { Chain } from '../chain/chain.ts';
import { createFakeChain, type FakeChainOptions } from '../chain/fake-chain.ts';
import { keccak256Hex } from '../ethereum/crypto.ts';
import { createRandom } from '../kernel/random-stream.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import { fixedRate } from '../load/fixed-rate.ts';
import type { WorkloadContext } from '../load/workload.ts';
import { createRecorder, type Recorder } from '../measure/recorder.ts';
import type { Address } from '../units.ts';
import type { ResolvedRound, ResolvedScenario } from './plan.ts';
import { prepare } from './prepare.ts';
import { type RoundOutcome, runRound } from './round.ts';

export interface Rehearsal {
  readonly outcomes: readonly RoundOutcome[];
  readonly recorder: Recorder;
  readonly endMs: number;
}

export interface RehearsalOptions extends Partial<Omit<ResolvedScenario, 'rounds'>> {
  readonly rounds: readonly Partial<ResolvedRound>[];
  readonly fake?: Partial<FakeChainOptions>;
  readonly chain?: Rewiring;
  readonly recorder?: Recorder;
}

/** Replaces the fake chain, or parts of it. */
export type Rewiring = (scheduler: Scheduler, fake: Chain) => Chain;

/** Somebody who is no account of the scenario. */
export const nobody: Address = '0x00000000000000000000000000000000000000ff';

/** One transaction per call, of account 0, with nothing to estimate. */
export const sendOne = (context: WorkloadContext) =>
  context.send({ from: context.account('user', 0), to: nobody, gasLimit: 21_000n });

export const rehearse = async (options: RehearsalOptions): Promise<Rehearsal> => {
  const { rounds, fake, chain = (_scheduler, plain) => plain, recorder = createRecorder() } = options;
  const scheduler = createVirtualScheduler();
  const scenario: ResolvedScenario = {
    name: 'rehearsal',
    seed: 1,
    accounts: { user: { count: 2, balanceWei: 10n ** 24n } },
    contracts: [],
    setup: undefined,
    client: { preparationMs: 0, receiptMs: 0, workerCount: 1 },
    ...options,
    rounds: rounds.map((round) => ({ ...plainRound, ...round })),
  };
  const system = chain(scheduler, createFakeChain({ scheduler, delayMs: 1, hash: keccak256Hex, ...fake }));
  const prepareOptions = { scenario, scheduler, chain: system, random: createRandom(1), fund: () => {} };
  return scheduler.run(async (process) => {
    const world = await prepare(process, prepareOptions);
    const outcomes: RoundOutcome[] = [];
    for (const [index, round] of scenario.rounds.entries())
      outcomes.push(await runRound(process, world, round, index, recorder));
    return { outcomes, recorder, endMs: process.nowMs() };
  });
};

const plainRound: ResolvedRound = {
  label: 'round',
  workload: sendOne,
  rate: fixedRate(100),
  txCount: undefined,
  durationMs: undefined,
  timeoutMs: 60_000,
  pauseMs: 0,
  tolerate: [],
};

/** Runs the workload once and gives the rows it made. */
export const once = async (
  workload: (context: WorkloadContext) => Promise<unknown>,
  options: Partial<RehearsalOptions> = {},
) => {
  const recorder = createRecorder();
  await rehearse({ ...options, recorder, rounds: [{ txCount: 1, workload, timeoutMs: 1e6 }] });
  return Array.from({ length: recorder.rowCount() }, (_, row) => recorder.record(row));
};
