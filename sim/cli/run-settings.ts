/**
 * The options of `bench run` as numbers and facts. yargs would turn `abc` into NaN without a word, so they come as
 * words; every one that is wrong, and all that contradict each other, are reported at once.
 */
import { availableParallelism } from 'node:os';
import type { Problem } from '../errors.ts';
import { type WarmUpMethod, warmUpMethods } from '../measure/warm-up.ts';
import type { ReplicationPlan } from '../replication/replications.ts';
import { UsageError } from './failure.ts';
import type { RunArguments } from './run-options.ts';

export interface RunSettings {
  readonly seed: number | undefined;
  readonly warmUp: WarmUpMethod;
  /** Undefined: one run. */
  readonly replications: ReplicationPlan | undefined;
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
    replications: readPlan(args, read),
  };
  if (problems.length > 0) throw new OptionError(problems);
  return settings;
};

const readPlan = (args: RunArguments, read: Reader): ReplicationPlan | undefined => {
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

/** Each gives undefined for an option that is absent, or wrong and now among the problems. */
interface Reader {
  whole(option: string, word: string | undefined, least: number): number | undefined;
  oneOf<T extends string>(option: string, word: string | undefined, known: readonly T[]): T | undefined;
  /** As a ratio. */
  percentage(option: string, word: string | undefined): number | undefined;
  /** The option means nothing without the other. */
  needs(option: string, word: string | undefined, other: string): void;
}

const createReader = (problems: Problem[]): Reader => {
  const refuse = (path: string, expected: string, word: string): undefined => {
    problems.push({ path, expected, received: `'${word}'` });
  };
  return {
    whole: (option, word, least) => {
      if (word === undefined) return undefined;
      const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
      if (Number.isSafeInteger(value) && value >= least) return value;
      return refuse(option, `a whole number, ${least} or more`, word);
    },
    oneOf: (option, word, known) => {
      if (word === undefined) return undefined;
      return known.find((name) => name === word) ?? refuse(option, `one of ${known.join(', ')}`, word);
    },
    percentage: (option, word) => {
      if (word === undefined) return undefined;
      const percent = /^\d+(\.\d+)?%$/.test(word) ? Number(word.slice(0, -1)) : Number.NaN;
      if (percent > 0 && percent < 100) return percent / 100;
      return refuse(option, 'a percentage between 0% and 100%, such as 1%', word);
    },
    needs: (option, word, other) => {
      if (word !== undefined) refuse(option, `${other} beside it`, word);
    },
  };
};

export class OptionError extends UsageError {
  override readonly name = 'OptionError';
  constructor(problems: readonly Problem[]) {
    super('the options are not valid', 'bench run --help describes them', problems);
  }
}
