/** Where baselines lie: `results/<scenario>/baseline.json`, the only files there that are committed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Baseline, baselineText, readBaseline } from '../../gate/baseline.ts';
import { baselineName } from '../../report/run-rows.ts';

const root = 'results';

export const baselineFile = (scenario: string): string => join(root, scenario, baselineName);

/** Undefined where there is none. Throws `BaselineUnreadable`. */
export const loadBaseline = (scenario: string): Baseline | undefined => {
  const file = baselineFile(scenario);
  return existsSync(file) ? readBaseline(readFileSync(file, 'utf8'), file) : undefined;
};

/** The names of the scenarios that have one. */
export const baselineScenarios = (): readonly string[] =>
  !existsSync(root)
    ? []
    : readdirSync(root)
        .filter((name) => existsSync(baselineFile(name)))
        .sort();

/** Whole or not at all. */
export const saveBaseline = (baseline: Baseline): void => {
  const file = baselineFile(baseline.scenario);
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  writeFileSync(partial, baselineText(baseline));
  renameSync(partial, file);
};

export const removeBaseline = (scenario: string): void => rmSync(baselineFile(scenario));
