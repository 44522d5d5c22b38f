/** The map of a run: assemble → prepare → rounds → summarise → verify. Results are data; nothing is written here. */
import { assemble } from './assembly.ts';
import type { SimulatedChain } from './chain/simulated.ts';
import { describeScenario, fingerprintOf } from './config/description.ts';
import type { LoadedScenario } from './config/resolution.ts';
import type { BenchError } from './errors.ts';
import type { SealedBlock } from './ethereum/block.ts';
import { createFunctionCostLog } from './function-costs.ts';
import { metricsOf } from './gate/metric.ts';
import { judgeThresholds } from './gate/threshold.ts';
import type { BlockLog } from './measure/block-log.ts';
import type { DeploymentFigures } from './measure/deployment.ts';
import type { RecordColumns } from './measure/record-columns.ts';
import { createResult, type RunFigures, type RunResult } from './measure/result.ts';
import type { RoundSummary } from './measure/summary.ts';
import type { WarmUpMethod } from './measure/warm-up.ts';
import { prepare } from './round/prepare.ts';
import { runRound } from './round/round.ts';
import { createSummariser, endingOf, failureOf } from './run-ending.ts';
import type { Hex } from './units.ts';
import { createVerification, type VerificationResult, type WatchReplay } from './verification.ts';

export interface RunOptions {
  /** `stock`: the whole chain is executed again by stock ethereumjs, and compared. */
  readonly verification: 'none' | 'stock';
  /** Is shown the machine of the replay before it begins; a run that is not verified has none. */
  readonly watchReplay?: WatchReplay;
  /** What of each round's start its figures leave out. Absent: nothing. */
  readonly warmUp?: WarmUpMethod;
  /** Told of every block of every branch; which of them count is known by the run's `headHash`. */
  readonly onSealed?: (block: SealedBlock) => void;
  readonly onStart?: (controls: RunControls) => void;
  readonly onRound?: (summary: RoundSummary) => void;
}

/** What may look at a run, or end it, while it goes on. */
export interface RunControls {
  readonly stop: (reason: BenchError) => void;
  readonly nowMs: () => number;
  /** The round that is going on, or is about to begin. */
  readonly roundIndex: () => number;
  readonly records: RecordColumns;
}

export interface Run {
  readonly result: RunResult;
  readonly records: RecordColumns;
  readonly blocks: BlockLog;
  /** Of the newest block that the clients' node holds in the end. */
  readonly headHash: Hex;
  /** Why the run ended early; undefined when every round ran. */
  readonly failure: BenchError | undefined;
  /** Undefined when it was not asked for, or the run ended early. */
  readonly verification: VerificationResult | undefined;
  /** What the engine really took, in set-up and rounds. */
  readonly engineWallMs: number;
}

export const run = async (loaded: LoadedScenario, options: RunOptions): Promise<Run> => {
  const { scenario } = loaded;
  const { warmUp = 'none' } = options;
  const verification = createVerification(options.verification, loaded.profile, options.watchReplay);
  const functionCosts = createFunctionCostLog(
    scenario.contracts,
    loaded.profile.network === undefined ? 'single node' : 'network',
  );
  const { scheduler, random, engine, chain, clientChain, recorder, blocks, network, engineWatch } = assemble(
    loaded,
    (block) => {
      verification.record(block);
      functionCosts.record(block);
      options.onSealed?.(block);
    },
  );
  const summarise = createSummariser(recorder, scenario.rounds, warmUp, network);
  const rounds: RoundSummary[] = [];
  let deployments: readonly DeploymentFigures[] = [];
  const keep = (summary: RoundSummary): void => {
    rounds.push(summary);
    options.onRound?.(summary);
  };
  options.onStart?.({
    stop: scheduler.stop,
    nowMs: scheduler.nowMs,
    roundIndex: () => rounds.length,
    records: recorder,
  });

  const failure = await scheduler
    .run(async (process) => {
      chain.start();
      const fund = verification.funding(chain.fund);
      const world = await prepare(process, { scenario, scheduler, chain: clientChain, random, fund });
      deployments = world.deployments;
      for (const [index, round] of scenario.rounds.entries())
        keep(summarise.completed(index, await runRound(process, world, round, index, recorder)));
    })
    .then(() => undefined, failureOf);
  if (failure !== undefined) summarise.interrupted(rounds.length, scheduler.nowMs(), failure).forEach(keep);

  const headHash = chain.head().hash;
  const functions = functionCosts.read(headHash);
  const figures: RunFigures = {
    rounds,
    ...countsOf(chain),
    ...(deployments.length === 0 ? {} : { deployments }),
    ...(functions.length === 0 ? {} : { functions }),
  };
  return {
    result: resultOf(loaded, figures, warmUp, failure),
    records: recorder,
    blocks,
    headHash,
    failure,
    verification: failure === undefined ? await verification.finish(engine, headHash) : undefined,
    engineWallMs: engineWatch.totalWallMs(),
  };
};

/** Described, and held to what the scenario demands of it where it came to its end. */
const resultOf = (
  loaded: LoadedScenario,
  figures: RunFigures,
  warmUp: WarmUpMethod,
  failure: BenchError | undefined,
): RunResult => {
  const described = {
    scenario: describeScenario(loaded),
    seed: loaded.scenario.seed,
    fingerprint: fingerprintOf(loaded, warmUp),
    prices: loaded.prices,
  };
  const outcomes = failure === undefined ? judged(loaded, figures) : {};
  return createResult({ ...described, ...figures, ...outcomes }, endingOf(failure));
};

const judged = ({ thresholds }: LoadedScenario, figures: RunFigures): Pick<RunResult, 'thresholds'> =>
  thresholds.length === 0 ? {} : { thresholds: judgeThresholds(thresholds, metricsOf(figures)) };

const countsOf = (chain: SimulatedChain): Pick<RunResult, 'network' | 'background'> => {
  const network = chain.counts();
  const background = chain.background();
  return { ...(network && { network }), ...(background && { background }) };
};
