/** A study that is to be run, loaded and checked, with a place for its results. */
import type { Project } from '../../config/project.ts';
import type { OutputFolder } from '../../report/writer.ts';
import type { LoadedStudy } from '../../study/loading.ts';
import type { Experiment } from '../../study/study.ts';
import type { GithubStep } from '../github-step.ts';
import type { ReportTarget } from '../report/output.ts';

export interface StudyJob {
  readonly kind: 'study';
  readonly loaded: LoadedStudy;
  readonly project: Project;
  /** Those to run, in their order. */
  readonly experiments: readonly Experiment[];
  readonly seed: number;
  /** As the user named it; undefined: it came with the program. */
  readonly file: string | undefined;
  readonly out: string;
  readonly folder: OutputFolder;
  readonly reports: readonly ReportTarget[];
  /** Undefined: nobody is to be told. */
  readonly step: GithubStep | undefined;
}
