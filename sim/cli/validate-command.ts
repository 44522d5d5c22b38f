/** `bench validate`: the simulator against numbers that are known. Exit 1 when a case fails. */
import { availableParallelism } from 'node:os';
import { type ExitCode, exitCodes } from '../errors.ts';
import { globPattern } from '../glob.ts';
import { toJson } from '../report/json.ts';
import { validationText } from '../report/terminal/validation.ts';
import { prepareOutput } from '../report/writer.ts';
import type { ValidationCase } from '../validate/case.ts';
import { validationCases } from '../validate/cases.ts';
import { validate } from '../validate/runner.ts';
import type { CaseVerdict } from '../validate/verdict.ts';
import { version } from '../version.ts';
import { UsageError } from './failure.ts';
import { readWhole } from './option-reader.ts';
import { showLine } from './run-progress.ts';
import { detectScreen } from './screen.ts';

export interface ValidateArguments {
  readonly filter?: string | undefined;
  readonly full: boolean;
  readonly workers?: string | undefined;
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

export const validateCommand = async (args: ValidateArguments): Promise<ExitCode> => {
  const workerCount = readWhole('validate', '--workers', args.workers, 1) ?? availableParallelism();
  const cases = chosen(args);
  const folder = args.out === undefined ? undefined : await prepareOutput(args.out);
  const screen = detectScreen(args.quiet || args.json);
  let progress = '';
  const endProgress = showLine(screen, () => progress);
  const verdicts = await validate(cases, {
    workerCount,
    onProgress: (doneCount, taskCount) => {
      progress = `${doneCount} of ${taskCount} replications`;
    },
  }).finally(endProgress);
  const report = toJson(documentOf(verdicts));
  if (folder !== undefined) await folder.write([{ name: 'validation.json', pieces: [report] }]);
  const shown = args.quiet ? verdicts.filter(({ verdict }) => verdict === 'failed') : verdicts;
  if (args.json) process.stdout.write(report);
  else if (shown.length > 0) process.stdout.write(`${validationText(shown, { color: screen.color })}\n`);
  return verdicts.every(({ verdict }) => verdict === 'passed') ? exitCodes.ok : exitCodes.gateFailed;
};

const documentOf = (verdicts: readonly CaseVerdict[]) => ({
  schemaVersion: 1,
  version,
  verdict: verdicts.every(({ verdict }) => verdict === 'passed') ? 'passed' : 'failed',
  cases: verdicts,
});

const chosen = ({ filter, full }: ValidateArguments): readonly ValidationCase[] => {
  const pattern = globPattern(filter ?? '*', 'i');
  const named = validationCases.filter(({ id, group }) => pattern.test(id) || pattern.test(group));
  const cases = named.filter(({ length }) => full || length === 'short');
  if (cases.length > 0) return cases;
  const hint = named.length > 0 ? 'these cases run with --full only' : `cases: ${namesOf(validationCases)}`;
  throw new UsageError(`no case is called ${filter ?? '*'}`, hint);
};

const namesOf = (cases: readonly ValidationCase[]): string => cases.map(({ id }) => id).join(', ');
