/** A scenario's thresholds, parsed; every one that says nothing, or is about a round that there is not, is a problem. */
import type { Problem } from '../errors.ts';
import { roundNames } from '../gate/metric.ts';
import { fullGlob, parseThresholds, type Threshold } from '../gate/threshold.ts';
import { globPattern } from '../glob.ts';
import type { ScenarioDefinition } from './scenario.ts';

export const thresholdsOf = (definition: unknown) => {
  const { thresholds, rounds } = (definition ?? {}) as Partial<ScenarioDefinition>;
  if (typeof thresholds !== 'object' || !Object.values(thresholds).every(Array.isArray))
    return { thresholds: [], problems: [] };
  const parsed = parseThresholds(thresholds);
  const names = roundNames(Array.isArray(rounds) ? rounds.map((round) => String(round?.label)) : []);
  const strangers = Object.keys(thresholds).filter((glob) => !isOfRound(glob, names));
  const problems = strangers.map((glob) => ({
    path: `thresholds['${glob}']`,
    expected: `a round of the scenario: ${names.join(', ')}`,
    received: `'${roundPart(glob)}'`,
  }));
  return { thresholds: parsed.thresholds, problems: [...parsed.problems, ...problems] satisfies Problem[] };
};

/** Those that a run of these rounds alone can tell. */
export const thresholdsFor = (
  thresholds: readonly Threshold[],
  labels: readonly string[],
): readonly Threshold[] => thresholds.filter(({ glob }) => isOfRound(glob, roundNames(labels)));

/** What is not about rounds passes. */
const isOfRound = (glob: string, names: readonly string[]): boolean => {
  const part = roundPart(glob);
  return part === undefined || names.some((name) => globPattern(part).test(name));
};

const roundPart = (glob: string): string | undefined => /^rounds\/([^/]*)/.exec(fullGlob(glob))?.[1];
