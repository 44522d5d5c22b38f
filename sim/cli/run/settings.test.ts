import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { OptionError } from '../option-reader.ts';
import { settingsOf } from './settings.ts';

const flags = { verify: false, watch: false, ui: false, json: false, quiet: false, verbose: false };
const bare = { scenario: ['x.ts'], ...flags };
type Words = Omit<Parameters<typeof settingsOf>[0], keyof typeof bare>;
const settings = (words: Words) => settingsOf({ ...bare, ...words });

const pathsOf = (words: Words): string[] => {
  try {
    settings(words);
  } catch (error) {
    if (error instanceof OptionError) return error.problems.map(({ path }) => path);
    throw error;
  }
  return [];
};

describe('settingsOf', () => {
  it('asks for one run and no cut where nothing is said', () => {
    expect(settings({})).toEqual({
      seed: undefined,
      warmUp: 'none',
      parameters: {},
      replications: undefined,
      reporters: { requests: [], isGithubWanted: false },
      port: 0,
    });
  });

  it('takes as many replications as were asked for, on all cores', () => {
    const laneCount = availableParallelism();
    expect(settings({ replications: '20' }).replications).toEqual({
      minimumCount: 20,
      maximumCount: 20,
      askedRatio: undefined,
      laneCount,
    });
  });

  it('starts from ten and ends at two hundred for a precision, unless told otherwise', () => {
    const plan = { askedRatio: 0.01, laneCount: 3 };
    expect(settings({ untilPrecision: '1%', workers: '3' }).replications).toEqual({
      ...plan,
      minimumCount: 10,
      maximumCount: 200,
    });
    const told = { untilPrecision: '1%', replications: '2', maxReplications: '5', workers: '3' };
    expect(settings(told).replications).toEqual({ ...plan, minimumCount: 2, maximumCount: 5 });
    const many = settings({ untilPrecision: '0.5%', replications: '300' }).replications;
    expect(many).toMatchObject({ askedRatio: 0.005, minimumCount: 300, maximumCount: 300 });
  });

  it('takes every whole number, and nothing else, for a count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (count) => {
        expect(settings({ replications: `${count}` }).replications?.minimumCount).toBe(count);
      }),
    );
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\d+$/.test(text)),
        (word) => {
          expect(pathsOf({ replications: word, seed: word, workers: word })).toEqual([
            '--seed',
            '--replications',
            '--workers',
          ]);
        },
      ),
    );
  });
});

const refused: Record<string, [words: Words, paths: string[]]> = {
  'no replications': [{ replications: '0' }, ['--replications']],
  'a negative number of them': [{ replications: '-1' }, ['--replications']],
  'a fraction': [{ replications: '1.5' }, ['--replications']],
  'a word': [{ replications: 'abc' }, ['--replications']],
  'more than a number can hold': [{ replications: '9'.repeat(17) }, ['--replications']],
  'no workers': [{ replications: '2', workers: '0' }, ['--workers']],
  'a precision of nothing': [{ untilPrecision: '0%' }, ['--until-precision']],
  'a precision without its unit': [{ untilPrecision: '0.01' }, ['--until-precision']],
  'a precision beyond the whole': [{ untilPrecision: '200%' }, ['--until-precision']],
  'a precision in words': [{ untilPrecision: 'x' }, ['--until-precision']],
  'an interval of one': [{ untilPrecision: '1%', replications: '1' }, ['--replications']],
  'a maximum below the minimum': [
    { untilPrecision: '1%', replications: '30', maxReplications: '29' },
    ['--max-replications'],
  ],
  'a maximum without a precision': [{ replications: '3', maxReplications: '9' }, ['--max-replications']],
  'workers for a single run': [{ workers: '2' }, ['--workers']],
  'an unknown cut': [{ warmUp: 'all' }, ['--warm-up']],
  'all of it at once': [
    { seed: '-1', warmUp: '5', replications: '0', untilPrecision: '0', workers: '1.0', maxReplications: '' },
    ['--seed', '--warm-up', '--replications', '--until-precision', '--max-replications', '--workers'],
  ],
};

test.each(Object.entries(refused))('%s is refused', (_name, [words, paths]) => {
  expect(pathsOf(words)).toEqual(paths);
});
