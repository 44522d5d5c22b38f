/** `bench paper`: the study that comes with the program, loaded and run like any author's. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject } from '../config/project.ts';
import type { ExitCode } from '../errors.ts';
import { prepareOutput } from '../report/writer.ts';
import { loadStudy } from '../study/loading.ts';
import { chooseExperiments } from '../study/run-study.ts';
import { packageRoot } from '../version.ts';
import { readWhole } from './option-reader.ts';
import { namesIn, type PaperArguments } from './paper-options.ts';
import { detectScreen } from './screen.ts';
import { runStudyJob } from './study-run.ts';

export const paperCommand = async (args: PaperArguments): Promise<ExitCode> => {
  const seed = readWhole('paper', '--seed', args.seed, 0);
  const project = await loadProject(args.config);
  const loaded = await loadStudy(studyFile(), home);
  const experiments = chooseExperiments(loaded.study, namesIn(args.only));
  const out = args.out ?? join('results', loaded.study.name);
  const folder = await prepareOutput(out);
  const screen = detectScreen(args.quiet || args.json);
  const job = { loaded, project, experiments, seed: seed ?? project.seed, out, folder };
  return (await runStudyJob({ kind: 'study', ...job }, args, screen)).exitCode;
};

const home = join(packageRoot, 'scenarios', 'paper');

/** In a checkout the study runs as it is; in an installed package, where Node strips no types, its build does. */
const studyFile = (): string => {
  const source = join(home, 'study.ts');
  return existsSync(source) ? source : join(packageRoot, 'dist', 'scenarios', 'paper', 'study.js');
};
