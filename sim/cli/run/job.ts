/**
 * What `bench run` is to do, loaded and checked, with a place for its results, before any of it begins: scenarios, and
 * studies, which a file is when that is what it exports.
 */
import { dirname, join } from 'node:path';
import type { ParameterWords } from '../../config/parameters.ts';
import { loadProject, type Project } from '../../config/project.ts';
import { type LoadedScenario, loadScenario } from '../../config/resolution.ts';
import type { ExitCode } from '../../errors.ts';
import { type OutputFolder, prepareOutput } from '../../report/writer.ts';
import { isStudyFile } from '../../study/schema.ts';
import { type GithubStep, stepFor } from '../github-step.ts';
import { planReports, type ReportTarget } from '../report/output.ts';
import { standardOutput } from '../report/reporter-options.ts';
import type { RunArguments } from './options.ts';
import type { RunSettings } from './settings.ts';
import type { StudyJob } from './study-job.ts';
import { refuseForStudy } from './study-options.ts';

export interface ScenarioJob {
  readonly kind: 'scenario';
  readonly loaded: LoadedScenario;
  readonly out: string;
  readonly folder: OutputFolder;
  readonly reports: readonly ReportTarget[];
  /** Undefined: nobody is to be told. */
  readonly step: GithubStep | undefined;
  /** The chain it runs on, and what was chosen of its parameters. */
  readonly circumstances: string;
}

export type Job = ScenarioJob | StudyJob;

/** How one of them went. */
export interface JobEnding {
  readonly exitCode: ExitCode;
  readonly isInterrupted: boolean;
}

/** `copy`: the authors' files are evaluated anew under this name, as they may have changed since. */
export const prepareJobs = async (
  args: RunArguments,
  settings: RunSettings,
  copy?: string,
): Promise<Job[]> => {
  const project = await loadProject(args.config, copy);
  const { requests, isGithubWanted } = settings.reporters;
  const isStdoutTaken = args.json || requests.some(({ to }) => to === standardOutput);
  const step = stepFor(isGithubWanted, isStdoutTaken); // one for all of them
  const jobs: Job[] = [];
  for (const file of args.scenario) {
    const prepare = (await isStudyFile(file, copy)) ? prepareStudy : prepareScenario;
    jobs.push(await prepare({ file, project, args, settings, copy, step }));
  }
  return jobs;
};

interface Preparation {
  readonly file: string;
  readonly project: Project;
  readonly args: RunArguments;
  readonly settings: RunSettings;
  readonly copy: string | undefined;
  readonly step: GithubStep | undefined;
}

type Prepare = (preparation: Preparation) => Promise<Job>;

const prepareScenario: Prepare = async ({ file, project, args, settings, copy, step }) => {
  const { seed, parameters, reporters } = settings;
  const { chain, filter } = args;
  const loaded = await loadScenario(file, project, { seed, chain, filter, parameters, copy });
  const out = outputOf(loaded.scenario.name, args);
  const circumstances = circumstancesOf(loaded, parameters);
  const folder = await prepareOutput(out);
  const reports = await planReports('run', reporters.requests, out);
  return { kind: 'scenario', loaded, out, folder, reports, step, circumstances };
};

const circumstancesOf = ({ profile }: LoadedScenario, parameters: ParameterWords): string =>
  [`chain ${profile.name}`, ...Object.entries(parameters).map(([name, word]) => `${name}=${word}`)].join(
    ', ',
  );

const prepareStudy: Prepare = async ({ file, project, args, settings, copy, step }) => {
  const { seed, reporters } = settings;
  refuseForStudy(file, args, reporters.requests);
  const { loadStudy } = await import('../../study/loading.ts'); // with the audit of tables, which scenarios do without
  const loaded = await loadStudy(file, dirname(file), copy);
  const { name, experiments } = loaded.study;
  const out = outputOf(name, args);
  const folder = await prepareOutput(out);
  const reports = await planReports('run', reporters.requests, out);
  const chosen = { loaded, project, experiments, seed: seed ?? project.seed };
  return { kind: 'study', ...chosen, file, out, folder, reports, step };
};

/** One takes the folder that was named; several take one each in it. */
const outputOf = (name: string, { out, scenario }: RunArguments): string => {
  if (out === undefined) return join('results', name);
  return scenario.length === 1 ? out : join(out, name);
};
