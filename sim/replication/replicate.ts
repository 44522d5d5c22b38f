/**
 * One replication, from a task of plain data to an outcome of plain data, so that both can cross from thread to thread.
 * It loads the scenario itself, since functions cannot cross, and anew, since no two runs may share what an author
 * keeps in a module: the numbers then cannot depend on which runs a thread has done before.
 */
import type { ParameterWords } from '../config/parameters.ts';
import { loadProject } from '../config/project.ts';
import { loadScenario } from '../config/resolution.ts';
import { BenchError, type BenchErrorOptions } from '../errors.ts';
import type { Replication } from '../measure/replications.ts';
import type { RunFigures, RunResult } from '../measure/result.ts';
import type { WarmUpMethod } from '../measure/warm-up.ts';
import { type Run, type RunOptions, run } from '../run.ts';
import { failureOf } from '../run-ending.ts';
import type { VerificationResult } from '../verification.ts';

export interface ReplicationTask {
  readonly index: number;
  readonly seed: number;
  /** As the user named them. */
  readonly file: string;
  readonly config: string | undefined;
  readonly chain: string | undefined;
  readonly filter: string | undefined;
  readonly parameters: ParameterWords;
  readonly verification: RunOptions['verification'];
  readonly warmUp: WarmUpMethod;
}

export interface ReplicationOutcome extends Replication, RunFigures, Pick<RunResult, 'thresholds'> {
  /** Why it ended early; undefined when every round ran. */
  readonly failure: FailureData | undefined;
  readonly verification: VerificationResult | undefined;
  readonly engineWallMs: number;
}

/** A BenchError without its class, which no thread can hand to another. */
export interface FailureData extends Omit<BenchErrorOptions, 'cause'> {
  readonly message: string;
  readonly stack: string | undefined;
}

/** Never rejects: what keeps it from running is its outcome. */
export const replicate = async (
  task: ReplicationTask,
  onStart?: RunOptions['onStart'],
): Promise<ReplicationOutcome> => {
  const { index, seed, file, config, chain, filter, parameters, verification, warmUp } = task;
  try {
    const copy = `replication-${index}`;
    const overrides = { seed, chain, filter, parameters, copy };
    const loaded = await loadScenario(file, await loadProject(config), overrides);
    const options: RunOptions = { verification, warmUp, ...(onStart === undefined ? {} : { onStart }) };
    return outcomeOf(index, await run(loaded, options));
  } catch (thrown) {
    return failedOutcome(index, seed, failureOf(thrown));
  }
};

export const outcomeOf = (
  index: number,
  { result, failure, verification, engineWallMs }: Run,
): ReplicationOutcome => ({
  index,
  seed: result.seed,
  rounds: result.rounds,
  ...(result.network === undefined ? {} : { network: result.network }),
  ...(result.deployments === undefined ? {} : { deployments: result.deployments }),
  ...(result.thresholds === undefined ? {} : { thresholds: result.thresholds }),
  exitReason: result.exitReason,
  failure: failure === undefined ? undefined : failureData(failure),
  verification,
  engineWallMs,
});

export const failedOutcome = (index: number, seed: number, failure: BenchError): ReplicationOutcome => ({
  index,
  seed,
  rounds: [],
  exitReason: 'failed',
  failure: failureData(failure),
  verification: undefined,
  engineWallMs: 0,
});

const failureData = ({
  message,
  code,
  exitCode,
  hint,
  file,
  problems,
  stack,
  cause,
}: BenchError): FailureData => ({
  message,
  code,
  exitCode,
  hint,
  file,
  problems,
  stack: cause instanceof Error ? `${stack}\ncaused by: ${cause.stack}` : stack,
});

/** The error of a failed replication, with what it takes to see it again. */
export class ReplicationFailed extends BenchError {
  override readonly name = 'ReplicationFailed';
  constructor({ index, seed }: Replication, { message, stack, hint, ...failure }: FailureData) {
    const advice = `it runs by itself with --seed ${seed}`;
    super(`replication ${index}, seed ${seed}: ${message}`, {
      ...failure,
      hint: hint === undefined ? advice : `${hint} (${advice})`,
    });
    if (stack !== undefined) this.stack = stack;
  }
}
