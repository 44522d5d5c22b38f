/** Results as `bench compare` takes them: the folder of a run, or a result.json or baseline.json, all in one form. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Baseline, readBaseline } from '../../gate/baseline.ts';
import { baselineOf } from '../../report/baseline-of-run.ts';
import { baselineName } from '../../report/run-rows.ts';
import { parseResult, ResultMissing, resultName } from '../../report/saved/run.ts';

/** Throws `ResultMissing` or `BaselineUnreadable`. */
export const readResult = (path: string): Baseline => {
  const file = fileOf(path);
  if (file === undefined) throw new ResultMissing(path);
  const text = readFileSync(file, 'utf8');
  return basename(file) === resultName ? fromRun(file, text) : readBaseline(text, file);
};

const fileOf = (path: string): string | undefined => {
  if (!existsSync(path)) return undefined;
  if (!statSync(path).isDirectory()) return path;
  return [resultName, baselineName].map((name) => join(path, name)).find(existsSync);
};

const fromRun = (file: string, text: string): Baseline => {
  const result = parseResult(text, file);
  const replications = join(dirname(file), 'replications.csv');
  const isThere = result.replications !== undefined && existsSync(replications);
  return baselineOf(result, isThere ? readFileSync(replications, 'utf8') : undefined);
};
