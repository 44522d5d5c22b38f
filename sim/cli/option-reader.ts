/**
 * Words of the command line as numbers and choices. yargs would turn `abc` into NaN without a word, so options come as
 * words, and whatever is wrong with them is collected, to be reported at once.
 */
import type { Problem } from '../errors.ts';
import { UsageError } from './failure.ts';

/** Each gives undefined for an option that is absent, or wrong and now among the problems. */
export interface OptionReader {
  whole(option: string, word: string | undefined, least: number, most?: number): number | undefined;
  oneOf<T extends string>(option: string, word: string | undefined, known: readonly T[]): T | undefined;
  /** As a ratio. */
  percentage(option: string, word: string | undefined): number | undefined;
  /** The option means nothing without the other. */
  needs(option: string, word: string | undefined, other: string): void;
}

/** Faults go to `problems`. */
export const createReader = (problems: Problem[]): OptionReader => {
  const refuse = (path: string, expected: string, word: string): undefined => {
    problems.push({ path, expected, received: `'${word}'` });
  };
  return {
    whole: (option, word, least, most) => {
      if (word === undefined) return undefined;
      const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
      if (Number.isSafeInteger(value) && value >= least && !(value > (most ?? value))) return value;
      const range = most === undefined ? `, ${least} or more` : ` from ${least} to ${most}`;
      return refuse(option, `a whole number${range}`, word);
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
  constructor(command: string, problems: readonly Problem[]) {
    super('the options are not valid', `bench ${command} --help describes them`, problems);
  }
}

/** One option that is a whole number. Throws `OptionError`. */
export const readWhole = (
  command: string,
  option: string,
  word: string | undefined,
  least: number,
): number | undefined => {
  const problems: Problem[] = [];
  const value = createReader(problems).whole(option, word, least);
  if (problems.length > 0) throw new OptionError(command, problems);
  return value;
};
