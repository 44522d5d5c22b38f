/** `bench report`: a folder of results becomes reports. Nothing runs, and what the run wrote stays as it is. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ExitCode, exitCodes, type Problem } from '../../errors.ts';
import type { CheckReport } from '../../gate/report.ts';
import { checkAnnotations, runAnnotations, studyAnnotations } from '../../report/reporters/annotations.ts';
import { checkMarkdown } from '../../report/reporters/check-markdown.ts';
import { runMarkdown } from '../../report/reporters/run-markdown.ts';
import type { RunReport } from '../../report/reporters/run-report.ts';
import { savedRows } from '../../report/run-rows.ts';
import { readSavedCheck } from '../../report/saved/check.ts';
import { readSavedRun, resultName } from '../../report/saved/run.ts';
import { readSavedStudy } from '../../report/saved/study.ts';
import { studyPage } from '../../report/study-page.ts';
import { addToFolder } from '../../report/writer.ts';
import type { StudyResult } from '../../study/result.ts';
import { createGithubStep } from '../github-step.ts';
import { OptionError } from '../option-reader.ts';
import { type MadeReports, makeCheckReports, makeRunReports, makeStudyReports } from './making.ts';
import type { ReportArguments } from './options.ts';
import { deliver, filesInFolder, planReports, type ReportTarget } from './output.ts';
import {
  fileNameOf,
  type ReporterRequest,
  type ReporterWishes,
  readReporters,
  type Subject,
  standardOutput,
} from './reporter-options.ts';
import { runReportOf } from './run-report.ts';

/** What was found in the folder, and what can be made of it. */
interface Source {
  readonly subject: Subject;
  readonly make: (targets: readonly ReportTarget[]) => Promise<MadeReports>;
  readonly step: () => Parameters<ReturnType<typeof createGithubStep>['tell']>;
}

export const reportCommand = async (args: ReportArguments): Promise<ExitCode> => {
  const source = readSource(args.folder);
  const { requests, isGithubWanted } = wishesOf(args, source.subject);
  const targets = await planReports('report', requests, args.folder);
  const { texts, failure } = await source.make(targets);
  await addToFolder(args.folder, filesInFolder(texts));
  await deliver(texts);
  const isTaken = requests.some(({ to }) => to === standardOutput);
  if (isGithubWanted) createGithubStep(isTaken ? process.stderr : process.stdout).tell(...source.step());
  for (const { place, path } of texts)
    if (place !== 'stdout')
      process.stderr.write(`written: ${place === 'folder' ? join(args.folder, path) : path}\n`);
  if (failure !== undefined) throw failure;
  return exitCodes.ok;
};

/** A folder with none of them is no run's. */
const readSource = (folder: string): Source => {
  const check = existsSync(join(folder, resultName)) ? undefined : readSavedCheck(folder);
  if (check !== undefined) return sourceOfCheck(check);
  const study = readSavedStudy(folder);
  if (study !== undefined) return sourceOfStudy(study);
  const { result, file } = readSavedRun(folder);
  return sourceOfRun(runReportOf(result, savedRows(file)));
};

const sourceOfRun = (report: RunReport): Source => ({
  subject: 'ofRun',
  make: (targets) => makeRunReports(targets, report),
  step: () => [runMarkdown(report), runAnnotations(report, undefined)],
});

const sourceOfStudy = (result: StudyResult): Source => ({
  subject: 'ofStudy',
  make: (targets) => makeStudyReports(targets, result),
  step: () => [studyPage(result), studyAnnotations(result, undefined)],
});

const sourceOfCheck = (report: CheckReport): Source => ({
  subject: 'ofCheck',
  make: (targets) => makeCheckReports(targets, report),
  step: () => [checkMarkdown(report), checkAnnotations(report)],
});

const wishesOf = ({ reporter, out }: ReportArguments, subject: Subject): ReporterWishes => {
  const problems: Problem[] = [];
  const words = reporter ?? ['html'];
  const wishes = readReporters(words, { subject, isJson: false, subjectCount: 1 }, problems);
  if (problems.length > 0) throw new OptionError('report', problems);
  return out === undefined ? wishes : { ...wishes, requests: placed(wishes.requests, out) };
};

/** One report makes `out` a file, unless it is a folder already or is written as one. */
const placed = (requests: readonly ReporterRequest[], out: string): readonly ReporterRequest[] => {
  const isFolder =
    requests.length > 1 || out.endsWith('/') || (existsSync(out) && statSync(out).isDirectory());
  return requests.map((request) => ({
    ...request,
    to: request.to ?? (isFolder ? join(out, fileNameOf(request.name)) : out),
  }));
};
