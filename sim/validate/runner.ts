/**
 * Runs cases over threads: one task per replication, in the order of the cases, so that the outcome is the same
 * whatever the number of threads. Exact cases are one task.
 */
import { Piscina } from 'piscina';
import type { Observations, ValidationCase } from './case.ts';
import { seedsOf } from './case.ts';
import { observe, type ValidationTask } from './observation.ts';
import { type CaseVerdict, judgeCase } from './verdict.ts';

export interface RunnerOptions {
  readonly workerCount: number;
  /** After each task, with how many are done. */
  readonly onProgress?: (doneCount: number, taskCount: number) => void;
  /** As soon as all replications of a case are done; cases may overtake one another. */
  readonly onCase?: (verdict: CaseVerdict) => void;
}

/** In the order of the cases. */
export const validate = async (
  cases: readonly ValidationCase[],
  { workerCount, onProgress, onCase }: RunnerOptions,
): Promise<readonly CaseVerdict[]> => {
  const tasks = cases.map(tasksOf);
  const taskCount = tasks.flat().length;
  const { execute, close } = createExecutor(Math.min(workerCount, taskCount));
  let doneCount = 0;
  const run = async (task: ValidationTask): Promise<Observations> => {
    const observations = await execute(task);
    doneCount += 1;
    onProgress?.(doneCount, taskCount);
    return observations;
  };
  try {
    return await Promise.all(
      cases.map(async (validation, index) => {
        const verdict = judgeCase(validation, await Promise.all((tasks[index] ?? []).map(run)));
        onCase?.(verdict);
        return verdict;
      }),
    );
  } finally {
    await close();
  }
};

const tasksOf = (validation: ValidationCase): readonly ValidationTask[] =>
  validation.kind === 'exact'
    ? [{ caseId: validation.id, seed: 0 }]
    : seedsOf(validation).map((seed) => ({ caseId: validation.id, seed }));

/** One thread is this one, which takes the tasks in turn. */
const createExecutor = (workerCount: number) => {
  if (workerCount <= 1) {
    let last: Promise<unknown> = Promise.resolve();
    const execute = (task: ValidationTask): Promise<Observations> => {
      const next = last.then(() => observe(task));
      last = next.catch(() => undefined);
      return next;
    };
    return { execute, close: async () => {} };
  }
  const pool = new Piscina<ValidationTask, Observations>({
    filename: threadFile,
    minThreads: workerCount,
    maxThreads: workerCount,
    // A thread that waits for a task by Atomics.wait stops whatever else it has under way.
    atomics: 'disabled',
  });
  return { execute: (task: ValidationTask) => pool.run(task), close: () => pool.destroy() };
};

/** Sources and build have their own form of the file. */
const threadFile = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url)
  .href;
