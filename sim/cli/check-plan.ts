/** What `bench check` is to do, loaded and checked before any of it begins. */
import { loadProject, scenarioFiles } from '../config/project.ts';
import { type LoadedScenario, loadScenario } from '../config/resolution.ts';
import { BenchError, exitCodes } from '../errors.ts';
import type { Baseline } from '../gate/baseline.ts';
import type { Batch } from '../replication/batch.ts';
import { replicationSeed } from '../replication/seeds.ts';
import { isStudyFile } from '../study/schema.ts';
import { baselineScenarios, loadBaseline } from './baseline-files.ts';
import type { CheckArguments } from './check-options.ts';
import type { CheckSettings } from './check-settings.ts';
import { UsageError } from './failure.ts';

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
  const files = settings.files.length > 0 ? settings.files : scenarioFiles(project.scenariosDirectory);
  if (files.length === 0) throw new NothingToCheck(project.scenariosDirectory);
  const jobs: CheckJob[] = [];
  for (const file of await scenariosOf(files, settings.files.length > 0))
    jobs.push(jobOf(await loadScenario(file, project, {}), settings));
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

/** A study has no baseline: it says what it found, and its figures are its own. */
const scenariosOf = async (files: readonly string[], wereNamed: boolean): Promise<readonly string[]> => {
  const areStudies = await Promise.all(files.map((file) => isStudyFile(file)));
  const study = wereNamed ? files.find((_, index) => areStudies[index]) : undefined;
  if (study !== undefined)
    throw new UsageError(
      `${study} is a study`,
      'name scenarios: a study says what it found, and has no baseline',
    );
  return files.filter((_, index) => areStudies[index] === false);
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

export class NothingToCheck extends BenchError {
  override readonly name = 'NothingToCheck';
  constructor(directory: string) {
    super(`there is no scenario to check in ${directory}`, {
      code: 'NOTHING_TO_CHECK',
      exitCode: exitCodes.usage,
      file: directory,
      hint: 'name scenario files, or their folder as "scenarios" in bench.config.ts',
    });
  }
}
