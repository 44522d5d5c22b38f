/**
 * A run as it lies on disk: the folder that `bench run` wrote. Whatever is made of it needs no run, as result.json has it
 * all but the rows, and these are in files beside it.
 */
import { join } from 'node:path';
import { InvalidInput, problemsOf } from '../../config/validation.ts';
import { BenchError, exitCodes } from '../../errors.ts';
import type { RunResult } from '../../measure/result.ts';
import { type FileReader, readSavedText, savedFiles } from './file.ts';
import { savedRunSchema } from './run-schema.ts';

export const resultName = 'result.json';

export interface SavedRun {
  readonly folder: string;
  /** As JSON has it: what is a bigint in the code is a decimal string here. */
  readonly result: RunResult;
  readonly file: FileReader;
}

/** Throws `ResultMissing` for a folder without a result, `ResultTampered` or `InvalidInput` for one that is no run's. */
export const readSavedRun = (folder: string): SavedRun => {
  const text = readSavedText(folder, resultName);
  if (text === undefined) throw new ResultMissing(folder);
  const path = join(folder, resultName);
  const result = parseResult(text, path);
  const problems = problemsOf(savedRunSchema, result);
  if (problems.length > 0) throw new InvalidInput(path, problems);
  return { folder, result, file: savedFiles(folder) };
};

/** Throws `ResultMissing` for a text that is something else. */
export const parseResult = (text: string, file: string): RunResult => {
  try {
    const result = JSON.parse(text) as Partial<RunResult> | null;
    if (Array.isArray(result?.rounds) && result.fingerprint !== undefined) return result as RunResult;
  } catch {
    // As of a file that is something else: told below.
  }
  throw new ResultMissing(file);
};

export class ResultMissing extends BenchError {
  override readonly name = 'ResultMissing';
  constructor(path: string) {
    super(`${path} is no result of a run`, {
      code: 'RESULT_MISSING',
      exitCode: exitCodes.usage,
      file: path,
      hint: `name a folder that "bench run" wrote, with a ${resultName} in it; to compare, a baseline.json does as well`,
    });
  }
}
