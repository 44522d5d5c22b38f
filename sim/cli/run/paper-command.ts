/** `bench paper`: the study that comes with the program, loaded and run like any author's. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject } from '../../config/project.ts';
import type { ExitCode, Problem } from '../../errors.ts';
import { prepareOutput } from '../../report/writer.ts';
import { loadStudy } from '../../study/loading.ts';
import { chooseExperiments } from '../../study/run-study.ts';
import { packageRoot } from '../../version.ts';
import { stepFor } from '../github-step.ts';
import { createReader, OptionError } from '../option-reader.ts';
import { isStdoutTaken, planReports } from '../report/output.ts';
import { readReporters } from '../report/reporter-options.ts';
import { detectScreen } from '../screen.ts';
import { namesIn, type PaperArguments } from './paper-options.ts';
import { runStudyJob } from './study-run.ts';

export const paperCommand = async (args: PaperArguments): Promise<ExitCode> => {
  const { seed, reporters } = settingsOf(args);
  const project = await loadProject(args.config);
  const loaded = await loadStudy(studyFile(), home);
  const experiments = chooseExperiments(loaded.study, namesIn(args.only));
  const out = args.out ?? join('results', loaded.study.name);
  const folder = await prepareOutput(out);
  const screen = detectScreen(args.quiet || args.json);
  const reports = await planReports('paper', reporters.requests, out);
  const step = stepFor(reporters.isGithubWanted, args.json || isStdoutTaken(reports));
  const chosen = { loaded, project, experiments, seed: seed ?? project.seed };
  const job = { kind: 'study', ...chosen, file: undefined, out, folder, reports, step } as const;
  return (await runStudyJob(job, args, screen)).exitCode;
};

const settingsOf = ({ seed, reporter, json }: PaperArguments) => {
  const problems: Problem[] = [];
  const settings = {
    seed: createReader(problems).whole('--seed', seed, 0),
    reporters: readReporters(reporter ?? [], { subject: 'ofStudy', isJson: json, subjectCount: 1 }, problems),
  };
  if (problems.length > 0) throw new OptionError('paper', problems);
  return settings;
};

const home = join(packageRoot, 'scenarios', 'paper');

/** In a checkout the study runs as it is; in an installed package, where Node strips no types, its build does. */
const studyFile = (): string => {
  const source = join(home, 'study.ts');
  return existsSync(source) ? source : join(packageRoot, 'dist', 'scenarios', 'paper', 'study.js');
};
