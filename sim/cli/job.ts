/** What `bench run` is to do, loaded and checked, with a place for its results, before any of it begins. */
import { join } from 'node:path';
import type { ParameterWords } from '../config/parameters.ts';
import { loadProject } from '../config/project.ts';
import { type LoadedScenario, loadScenario } from '../config/resolution.ts';
import type { ExitCode } from '../errors.ts';
import { type OutputFolder, prepareOutput } from '../report/writer.ts';
import type { RunArguments } from './run-options.ts';
import type { RunSettings } from './run-settings.ts';

export interface Job {
  readonly loaded: LoadedScenario;
  readonly out: string;
  readonly folder: OutputFolder;
  /** The chain it runs on, and what was chosen of its parameters. */
  readonly circumstances: string;
}

/** How one of them went. */
export interface JobEnding {
  readonly exitCode: ExitCode;
  readonly isInterrupted: boolean;
}

export const prepareJobs = async (args: RunArguments, { seed, parameters }: RunSettings): Promise<Job[]> => {
  const project = await loadProject(args.config);
  const { chain, filter, out } = args;
  const jobs: Job[] = [];
  for (const file of args.scenario) {
    const loaded = await loadScenario(file, project, { seed, chain, filter, parameters });
    const folder = outputOf(loaded, out, args.scenario.length);
    const circumstances = circumstancesOf(loaded, parameters);
    jobs.push({ loaded, out: folder, folder: await prepareOutput(folder), circumstances });
  }
  return jobs;
};

const circumstancesOf = ({ profile }: LoadedScenario, parameters: ParameterWords): string =>
  [`chain ${profile.name}`, ...Object.entries(parameters).map(([name, word]) => `${name}=${word}`)].join(
    ', ',
  );

/** One scenario takes the folder that was named; several take one each in it. */
const outputOf = ({ scenario }: LoadedScenario, out: string | undefined, scenarioCount: number): string => {
  if (out === undefined) return join('results', scenario.name);
  return scenarioCount === 1 ? out : join(out, scenario.name);
};
