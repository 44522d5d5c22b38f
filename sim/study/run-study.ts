/**
 * Runs experiments one after the other, each with a context of its own. What they need of the rest of the program comes
 * through a port, so that the order, the outcome and the end of a study can be tested without a chain.
 */
import type { AuditReport } from '../audit/audit.ts';
import { BenchError, exitCodes } from '../errors.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { publishedRows } from './published.ts';
import type { ExperimentResult, StudyOutcome } from './result.ts';
import type { Experiment, StudyContext, StudyDefinition } from './study.ts';

export interface StudyPort
  extends Pick<StudyContext, 'simulate' | 'mine' | 'race' | 'checkClaim' | 'progress'> {
  readonly audit: AuditReport;
  /** An experiment begins. */
  onExperiment(experiment: Experiment): void;
  /** An experiment has come to its end. */
  onFound(experiment: ExperimentResult): void;
}

export interface StudyPlan {
  readonly study: StudyDefinition;
  /** Those to run, in their order. */
  readonly experiments: readonly Experiment[];
  readonly seed: number;
}

/** The first experiment that throws a BenchError ends the study; what was found before it stands. */
export const runStudy = async (plan: StudyPlan, port: StudyPort): Promise<StudyOutcome> => {
  const { study, experiments, seed } = plan;
  const { audit, onExperiment, onFound, ...means } = port;
  const published = study.published === undefined ? [] : publishedRows(audit, study.published.definition);
  const random = createRandom(seed);
  const done: ExperimentResult[] = [];
  try {
    for (const experiment of experiments) {
      onExperiment(experiment);
      const { id, title, question, run } = experiment;
      const context = { ...means, seed, published, random: random.fork(id) };
      const found = { id, title, question, ...(await run(context)) };
      done.push(found);
      onFound(found);
    }
    return { experiments: done, published, failure: undefined };
  } catch (thrown) {
    if (!(thrown instanceof BenchError)) throw thrown;
    return { experiments: done, published, failure: thrown };
  }
};

/** The experiments with these names, in the study's order; all of them where none is named. */
export const chooseExperiments = (
  { experiments }: StudyDefinition,
  names: readonly string[],
): readonly Experiment[] => {
  const known = experiments.map(({ id }) => id);
  const unknown = [...new Set(names)].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new UnknownExperiment(unknown, known);
  return names.length === 0 ? experiments : experiments.filter(({ id }) => names.includes(id));
};

export class UnknownExperiment extends BenchError {
  override readonly name = 'UnknownExperiment';
  constructor(unknown: readonly string[], known: readonly string[]) {
    super(`there is no experiment ${unknown.map((name) => `'${name}'`).join(', ')}`, {
      code: 'UNKNOWN_EXPERIMENT',
      exitCode: exitCodes.usage,
      problems: unknown.map((name) => ({
        path: '--only',
        expected: `one of ${known.join(', ')}`,
        received: `'${name}'`,
      })),
    });
  }
}
