/** What looks on while scenarios and studies run, and how a command that stays runs them. */
import type { ReplicationControls } from '../../replication/replications.ts';
import type { ResolvedScenario } from '../../round/plan.ts';
import type { Run, RunControls } from '../../run.ts';
import type { ExperimentResult, StudyResult } from '../../study/result.ts';
import type { Experiment } from '../../study/study.ts';
import type { Job, JobEnding, ScenarioJob } from './job.ts';
import type { RunArguments } from './options.ts';
import type { RunSettings } from './settings.ts';
import type { StudyJob } from './study-job.ts';

export interface RunObserver {
  onStart(job: ScenarioJob, controls: RunControls): void;
  onReplications(job: ScenarioJob, controls: ReplicationControls): void;
  /** After its files are written; waited for. With replications, rows and blocks are of the first. */
  onFinished(job: ScenarioJob, finished: Pick<Run, 'result' | 'records' | 'blocks'>): Promise<void>;
  onStudy(job: StudyJob): StudyObserver;
  /** After its files are written; waited for. */
  onStudyFinished(result: StudyResult): Promise<void>;
}

export interface StudyObserver {
  begin(experiment: Pick<Experiment, 'id' | 'title'>): void;
  /** What an experiment says that it does. */
  tell(text: string): void;
  /** A run begins; returns how it ends. */
  watch(controls: RunControls, scenario: ResolvedScenario, label: string): () => void;
  found(experiment: ExperimentResult): void;
}

/** Two that look on, the first one first. */
export const together = (one: StudyObserver, other: StudyObserver): StudyObserver => ({
  begin: (experiment) => {
    one.begin(experiment);
    other.begin(experiment);
  },
  tell: (text) => {
    one.tell(text);
    other.tell(text);
  },
  watch: (controls, scenario, label) => {
    const ends = [one, other].map((observer) => observer.watch(controls, scenario, label));
    return () => {
      for (const end of ends) end();
    };
  },
  found: (experiment) => {
    one.found(experiment);
    other.found(experiment);
  },
});

export type RunJobs = (
  jobs: readonly Job[],
  args: RunArguments,
  settings: RunSettings,
  observer?: RunObserver,
) => Promise<JobEnding>;
