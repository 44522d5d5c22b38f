/** The experiments of a study, one after the other, with whatever they need of the rest of the program. */
import { checkClaim } from '../../audit/claims/claim.ts';
import { createMining } from '../../mining.ts';
import type { RunControls } from '../../run.ts';
import { createSimulator } from '../../simulation.ts';
import type { StudyOutcome } from '../../study/result.ts';
import { runStudy } from '../../study/run-study.ts';
import { type Interruption, onSignals } from '../interruption.ts';
import type { StudyObserver } from './observer.ts';
import type { StudyJob } from './study-job.ts';

export interface StudyExecution {
  readonly outcome: StudyOutcome;
  readonly engineWallMs: number;
}

/** A signal ends the run that goes on, and the study with it. */
export interface StudySignals {
  /** Throws where there was one. */
  heed(): void;
  /** The run that goes on. */
  watch(controls: RunControls): void;
  end(): void;
}

export const heedSignals = (): StudySignals => {
  let interruption: Interruption | undefined;
  let current: RunControls | undefined;
  const end = onSignals((reason) => {
    interruption = reason;
    current?.stop(reason);
  });
  return {
    heed: () => {
      if (interruption !== undefined) throw interruption;
    },
    watch: (controls) => {
      current = controls;
      if (interruption !== undefined) controls.stop(interruption);
    },
    end,
  };
};

export const executeStudy = async (
  { loaded, project, experiments, seed }: StudyJob,
  signals: StudySignals,
  observer: StudyObserver,
): Promise<StudyExecution> => {
  const { simulate, engineWallMs } = createSimulator({
    loaded,
    project,
    seed,
    onRun: (controls, scenario, label) => {
      signals.watch(controls);
      return observer.watch(controls, scenario, label);
    },
  });
  const { mine, race } = createMining(seed);
  const plan = { study: loaded.study, experiments, seed };
  const outcome = await runStudy(plan, {
    audit: loaded.audit,
    checkClaim: (claim) => checkClaim(claim, loaded.tables),
    simulate,
    mine: async (request) => {
      signals.heed();
      return mine(request);
    },
    race: async (request) => {
      signals.heed();
      return race(request);
    },
    progress: observer.tell,
    onFound: observer.found,
    onExperiment: (experiment) => {
      signals.heed();
      observer.begin(experiment);
    },
  });
  return { outcome, engineWallMs: engineWallMs() };
};
