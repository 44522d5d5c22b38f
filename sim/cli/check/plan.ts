/** What `bench check` is to do, loaded and checked before any of it begins. */
import { loadProject } from '../../config/project.ts';
import { type LoadedScenario, loadScenario } from '../../config/resolution.ts';
import { BenchError } from '../../errors.ts';
import type { Baseline } from '../../gate/baseline.ts';
import type { Batch } from '../../replication/batch.ts';
import { replicationSeed } from '../../replication/seeds.ts';
import { UsageError } from '../failure.ts';
import { chooseScenarios } from '../scenario-choice.ts';
import { baselineScenarios, loadBaseline } from './baseline-files.ts';
import type { CheckArguments } from './options.ts';
import type { CheckSettings } from './settings.ts';

export interface CheckJob {
  readonly loaded: LoadedScenario;
  /** Undefined: there is none, or it cannot be read. */
  readonly baseline: Baseline | undefined;
  readonly unreadable: BenchError | undefined;
  readonly replicationCount: number;
}

export interface CheckPlan {
  readonly jobs: readonly CheckJob[];
  /** Scenarios that have a baseline and are no more. */
  readonly obsolete: readonly string[];
}

export const planChecks = async (args: CheckArguments, settings: CheckSettings): Promise<CheckPlan> => {
  const project = await loadProject(args.config);
  const { files } = await chooseScenarios(
    settings.files,
    project.scenariosDirectory,
    'name scenarios: a study says what it found, and has no baseline',
  );
  const jobs: CheckJob[] = [];
  for (const file of files) jobs.push(jobOf(await loadScenario(file, project, {}), settings));
  const names = jobs.map(({ loaded }) => loaded.scenario.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(
      `two scenarios are called '${twice}'`,
      'a name of its own for each: a baseline is found by it',
    );
  const known = new Set(names);
  const obsolete = settings.files.length > 0 ? [] : baselineScenarios().filter((name) => !known.has(name));
  return { jobs, obsolete };
};

/** A baseline that has replications keeps as many when it is written again. */
const jobOf = (loaded: LoadedScenario, { update, replicationCount }: CheckSettings): CheckJob => {
  const read = readOf(loaded.scenario.name);
  const [series] = (update === 'none' ? undefined : read.baseline)?.replications.values() ?? [];
  return { loaded, ...read, replicationCount: replicationCount ?? series?.length ?? 1 };
};

const readOf = (name: string): Pick<CheckJob, 'baseline' | 'unreadable'> => {
  try {
    return { baseline: loadBaseline(name), unreadable: undefined };
  } catch (error) {
    if (error instanceof BenchError) return { baseline: undefined, unreadable: error };
    throw error;
  }
};

/** Those of a job follow each other, replication 0 first. */
export const tasksOf = ({ jobs }: CheckPlan, { config }: CheckArguments): Batch['tasks'] =>
  jobs.flatMap(({ loaded: { file, scenario }, replicationCount }) =>
    Array.from({ length: replicationCount }, (_, index) => ({
      seed: replicationSeed(scenario.seed, index),
      file,
      config,
      chain: undefined,
      filter: undefined,
      verification: 'none' as const,
      warmUp: 'none' as const,
      parameters: {},
    })),
  );
