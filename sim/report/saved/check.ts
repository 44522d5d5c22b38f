/** A check as it lies on disk: check.json, which `bench check --out` wrote, as the report that it was made from. */
import { join } from 'node:path';
import * as z from 'zod/mini';
import { InvalidInput, problemsOf } from '../../config/validation.ts';
import { decoded } from '../../gate/baseline.ts';
import type { Judgement } from '../../gate/judgement.ts';
import { measuredFrom } from '../../gate/measured.ts';
import type { CheckReport, checkDocument } from '../../gate/report.ts';
import { readSavedText } from './file.ts';

export const checkName = 'check.json';

type CheckDocument = ReturnType<typeof checkDocument>;
type ScenarioDocument = CheckDocument['scenarios'][number];

/** Undefined for a folder without one. Throws `ResultTampered` or `InvalidInput`. */
export const readSavedCheck = (folder: string): CheckReport | undefined => {
  const text = readSavedText(folder, checkName);
  return text === undefined ? undefined : parseCheck(text, join(folder, checkName));
};

/** Throws `InvalidInput`. Of metrics that are the same only their names come back. */
export const parseCheck = (text: string, path: string): CheckReport => {
  const document = parsed(text);
  const problems = problemsOf(schema, document);
  if (problems.length > 0) throw new InvalidInput(path, problems);
  const { schemaVersion: _, scenarios, ...report } = document as CheckDocument;
  return { ...report, scenarios: scenarios.map(scenarioOf) };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // which the schema calls no object
  }
};

const scenarioOf = (document: ScenarioDocument): CheckReport['scenarios'][number] => {
  const { scenario, file, exitCode, runExitCode, findings, writtenCount } = document;
  const measured = document.measured && measuredFrom(scenario, document.measured);
  const check = { scenario, file, exitCode, runExitCode, findings, writtenCount, measured };
  if (!('changes' in document)) return { ...check, judgement: undefined };
  const { verdict, method, differences, isSubjectChanged, changes, same = [] } = document;
  const value = (of: number | string | null) => decoded(of) ?? null;
  const changed = changes.map((change) => ({
    ...change,
    baseline: value(change.baseline),
    current: value(change.current),
  }));
  const others = same.map((metric) => ({ ...unchanged, metric }));
  const all = [...changed, ...others].sort((a, b) => (a.metric < b.metric ? -1 : 1));
  const judged = { verdict, exitCode, method, differences, isSubjectChanged };
  return { ...check, judgement: { ...judged, changes: all } as Judgement };
};

const unchanged = { verdict: 'same', level: 'error', baseline: null, current: null, ratio: null };

const expects = (error: string) => ({ error });
const object = <T extends z.core.$ZodLooseShape>(shape: T) => z.looseObject(shape, expects('an object'));
const list = <T extends z.core.$ZodType>(item: T) => z.array(item, expects('a list'));
const text = z.string(expects('a text'));
const code = z.int(expects('an exit code'));
const value = z.union([z.number(), z.string(), z.null()], expects('a number, or one as text'));

const change = object({ metric: text, verdict: text, level: text, baseline: value, current: value });

const numberOrNone = z.nullable(z.number(expects('a number')));
const measured = object({
  seed: z.number(expects('a number')),
  metrics: z.record(z.string(), value, expects('an object')),
  intervals: z.optional(z.record(z.string(), object({ mean: numberOrNone, halfWidth: numberOrNone }))),
});

const scenario = object({
  ...{ scenario: text, file: text, exitCode: code, runExitCode: code },
  ...{ findings: list(text), writtenCount: code },
  changes: z.optional(list(change)),
  same: z.optional(list(text)),
  measured: z.optional(measured),
  differences: z.optional(list(object({ field: text, baseline: value, current: value }))),
});

const schema = object({
  schemaVersion: z.literal(1, expects('1, the schema that this version reads')),
  verdict: z.enum(['passed', 'failed'], expects('passed or failed')),
  exitCode: code,
  exitReason: z.enum(['completed', 'interrupted'], expects('completed or interrupted')),
  demand: z.enum(['strict', 'no regression'], expects('strict or no regression')),
  scenarios: list(scenario),
  obsolete: list(object({ scenario: text, isRemoved: z.boolean(expects('true or false')) })),
});
