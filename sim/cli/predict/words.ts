/**
 * The words of `bench predict`, each checked by itself and strictly: what is not wholly a number of the right kind is a
 * problem, never NaN.
 */
import type { Problem } from '../../errors.ts';
import { mostConfirmations } from '../../theory/double-spend.ts';
import { shareProblems } from '../../theory/stale-blocks.ts';

/** Options by name, as they were written; absent ones are undefined. */
export type Words = Readonly<Partial<Record<WordName, string | undefined>>>;

export const blockModels = ['poisson', 'slots'] as const;
export const templates = ['at-block', 'frozen'] as const;

interface NumberRule {
  readonly expected: string;
  readonly holds: (value: number) => boolean;
}

const largest = 1e12;

const whole = (limit: number): NumberRule => ({
  expected: `a whole number from 1 to ${limit}`,
  holds: (value) => Number.isInteger(value) && value >= 1 && value <= limit,
});
const positive: NumberRule = {
  expected: `a number above 0, up to ${largest}`,
  holds: (value) => value > 0 && value <= largest,
};
const between0And1: NumberRule = {
  expected: 'a number between 0 and 1',
  holds: (value) => value > 0 && value < 1,
};

const numberRules = {
  arrivals: positive,
  interval: positive,
  capacity: whole(1e9),
  confirmations: whole(mostConfirmations),
  missed: { expected: 'a number from 0, below 1', holds: (value: number) => value >= 0 && value < 1 },
  'high-share': between0And1,
  attacker: { expected: 'a number from 0 to 1', holds: (value: number) => value >= 0 && value <= 1 },
  risk: between0And1,
  delay: {
    expected: `a number from 0 to ${largest}`,
    holds: (value: number) => value >= 0 && value <= largest,
  },
  miners: whole(1e9),
} as const satisfies Record<string, NumberRule>;

const choices = { blocks: blockModels, template: templates } as const;

export type NumberName = keyof typeof numberRules;
export type WordName = NumberName | keyof typeof choices | 'shares';

export const wordNames = [...Object.keys(numberRules), ...Object.keys(choices), 'shares'] as WordName[];

/** Digits, a point among them, an exponent after them; no sign, as nothing here is negative. */
const decimal = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

const toNumber = (word: string): number => (decimal.test(word) ? Number(word) : Number.NaN);

/** NaN for what is absent or no number: `wordProblems` says so first. */
export const numberOf = (words: Words, name: NumberName): number => toNumber(words[name] ?? '');

export const sharesOf = (word: string): number[] => word.split(',').map((share) => toNumber(share.trim()));

/** What is wrong with each word by itself. */
export const wordProblems = (words: Words): Problem[] =>
  wordNames.flatMap((name) => {
    const word = words[name];
    if (word === undefined) return [];
    if (name === 'shares') return sharesProblems(word);
    const expected = name in choices ? choiceExpected(name, word) : numberExpected(name as NumberName, word);
    return expected === undefined ? [] : [optionProblem(name, expected, word)];
  });

const numberExpected = (name: NumberName, word: string): string | undefined =>
  numberRules[name].holds(toNumber(word)) ? undefined : numberRules[name].expected;

const choiceExpected = (name: string, word: string): string | undefined => {
  const known: readonly string[] = choices[name as keyof typeof choices];
  return known.includes(word) ? undefined : `one of ${known.join(', ')}`;
};

const sharesProblems = (word: string): Problem[] => {
  const shares = sharesOf(word);
  return shares.some(Number.isNaN)
    ? [optionProblem('shares', 'numbers from 0 to 1 with commas between them', word)]
    : shareProblems(shares).map((problem) => ({ ...problem, path: `--${problem.path}` }));
};

export const optionProblem = (name: WordName, expected: string, word: string): Problem => ({
  path: `--${name}`,
  expected,
  received: `'${word.length > 60 ? `${word.slice(0, 57)}…` : word}'`,
});
