/** A run as it lies on disk: the folder that `bench run` wrote. Whatever is made of it needs no run, as result.json has it all but the rows. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError, exitCodes } from '../errors.ts';
import type { RunResult } from '../measure/result.ts';

export const resultName = 'result.json';

export interface SavedRun {
  readonly folder: string;
  /** As JSON has it: what is a bigint in the code is a decimal string here. */
  readonly result: RunResult;
}

/** Throws `ResultMissing` for a folder without a result. */
export const readSavedRun = (folder: string): SavedRun => {
  const file = join(folder, resultName);
  if (!existsSync(file) || !statSync(file).isFile()) throw new ResultMissing(folder);
  return { folder, result: parseResult(readFileSync(file, 'utf8'), file) };
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
