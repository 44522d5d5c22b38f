/** The options of `bench run` as numbers and facts; all that are wrong or contradict each other are reported at once. */
import { availableParallelism } from 'node:os';
import type { ParameterWords } from '../../config/parameters.ts';
import type { Problem } from '../../errors.ts';
import { type WarmUpMethod, warmUpMethods } from '../../measure/warm-up.ts';
import type { ReplicationPlan } from '../../replication/replications.ts';
import { createReader, OptionError, type OptionReader } from '../option-reader.ts';
import { type ReporterWishes, readReporters } from '../report/reporter-options.ts';
import type { RunArguments } from './options.ts';

export interface RunSettings {
  readonly seed: number | undefined;
  readonly warmUp: WarmUpMethod;
  readonly parameters: ParameterWords;
  /** Undefined: one run. */
  readonly replications: ReplicationPlan | undefined;
  readonly reporters: ReporterWishes;
  /** Of the page; 0 for any that is free. */
  readonly port: number;
}

const defaultMinimum = 10;
const defaultMaximum = 200;

/** Throws `OptionError`. */
export const settingsOf = (args: RunArguments): RunSettings => {
  const problems: Problem[] = [];
  const read = createReader(problems);
  const settings = {
    seed: read.whole('--seed', args.seed, 0),
    warmUp: read.oneOf('--warm-up', args.warmUp, warmUpMethods) ?? 'none',
    parameters: readWords(args.param ?? [], problems),
    replications: readPlan(args, read),
    reporters: readReporters(
      args.reporter ?? [],
      { subject: 'ofRun', isJson: args.json, subjectCount: args.scenario.length },
      problems,
    ),
    port: read.whole('--port', args.port, 0, 65_535) ?? 0,
  };
  if (!args.ui) read.needs('--port', args.port, '--ui');
  if (problems.length > 0) throw new OptionError('run', problems);
  return settings;
};

/** `name=value` words, each name once. */
export const readWords = (words: readonly string[], problems: Problem[]): ParameterWords => {
  const found = new Map<string, string>();
  for (const word of words) {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(word) ?? [];
    const refuse = (expected: string) => problems.push({ path: '--param', expected, received: `'${word}'` });
    if (name === undefined || value === undefined) refuse('name=value');
    else if (found.has(name)) refuse(`${name} once`);
    else found.set(name, value);
  }
  return Object.fromEntries(found);
};

const readPlan = (args: RunArguments, read: OptionReader): ReplicationPlan | undefined => {
  const { replications, untilPrecision, maxReplications, workers } = args;
  const isPrecise = untilPrecision !== undefined;
  const isReplicated = replications !== undefined || isPrecise;
  const minimumCount = read.whole('--replications', replications, isPrecise ? 2 : 1) ?? defaultMinimum;
  const askedRatio = read.percentage('--until-precision', untilPrecision);
  const maximumCount =
    read.whole('--max-replications', maxReplications, minimumCount) ?? Math.max(defaultMaximum, minimumCount);
  const laneCount = read.whole('--workers', workers, 1) ?? availableParallelism();
  if (!isPrecise) read.needs('--max-replications', maxReplications, '--until-precision');
  if (!isReplicated) read.needs('--workers', workers, '--replications or --until-precision');
  if (!isReplicated) return undefined;
  return { minimumCount, maximumCount: isPrecise ? maximumCount : minimumCount, askedRatio, laneCount };
};
