/** What looks on while scenarios run, and how a command that stays runs them. */
import type { Run, RunControls } from '../run.ts';
import type { Job, JobEnding, ScenarioJob } from './job.ts';
import type { RunArguments } from './run-options.ts';
import type { RunSettings } from './run-settings.ts';
import type { Verdict } from './verdict.ts';

export interface RunObserver {
  onStart(job: ScenarioJob, controls: RunControls): void;
  /** After its files are written; waited for. */
  onFinished(job: ScenarioJob, finished: Run, verdict: Verdict): Promise<void>;
}

export const nobody: RunObserver = { onStart: () => {}, onFinished: async () => {} };

export type RunJobs = (
  jobs: readonly Job[],
  args: RunArguments,
  settings: RunSettings,
  observer?: RunObserver,
) => Promise<JobEnding>;
