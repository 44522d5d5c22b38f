import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BenchError } from '../errors.ts';
import { type ParameterReader, type ParameterWords, readParameters } from './parameters.ts';

const askAll = (param: ParameterReader) => ({
  contract: param.choice('contract', ['v0', 'v1'], 'v1'),
  patients: param.integer('patients', 100, { min: 1, max: 1000 }),
  share: param.number('share', 0.1, { min: 0 }),
  title: param.text('title', 'a day'),
});

const ask = (words: ParameterWords) => {
  const { param, resolved, check } = readParameters(words);
  const values = askAll(param);
  check('x.ts');
  return { values, resolved: resolved() };
};

const problemsOf = (act: () => unknown): string[] => {
  try {
    act();
  } catch (error) {
    return (error as BenchError).problems.map(
      ({ path, expected, received }) => `${path}: ${expected}, not ${received}`,
    );
  }
  return [];
};

test('what nobody chose has its default', () => {
  const defaults = { contract: 'v1', patients: 100, share: 0.1, title: 'a day' };
  expect(ask({})).toEqual({ values: defaults, resolved: defaults });
});

test('words become values of the kind that was asked for', () => {
  const { values, resolved } = ask({ contract: 'v0', patients: '7', share: '2.5e-3', title: '7' });
  expect(values).toEqual({ contract: 'v0', patients: 7, share: 0.0025, title: '7' });
  expect(resolved).toEqual(values);
});

test('every whole number within its bounds is taken, and nothing else', () => {
  const words = fc.oneof(fc.integer().map(String), fc.string(), fc.double().map(String));
  fc.assert(
    fc.property(words, (word) => {
      const isFine = /^-?\d+$/.test(word) && Number(word) >= 1 && Number(word) <= 1000;
      expect(problemsOf(() => ask({ patients: word }))).toHaveLength(isFine ? 0 : 1);
    }),
  );
});

test.each(['', ' 1', '1 ', '0x10', '1,5', '.5', '5.', 'Infinity', 'NaN', '1e999', '--1'])(
  '%j is no number',
  (word) => {
    expect(problemsOf(() => ask({ share: word }))).toEqual([
      `--param share: a number, 0 or more, not '${word}'`,
    ]);
  },
);

test('all that is wrong comes out at once, unknown names with those there are', () => {
  expect(problemsOf(() => ask({ contract: 'v9', patients: '0', paitents: '3' }))).toEqual([
    "--param contract: one of v0, v1, not 'v9'",
    "--param patients: a whole number from 1 to 1000, not '0'",
    "--param: one of contract=v1, patients=100, share=0.1, title=a day, not 'paitents'",
  ]);
});

describe('an author', () => {
  const wrong = (asking: (param: ParameterReader) => unknown) =>
    problemsOf(() => {
      const { param, check } = readParameters({});
      asking(param);
      check('x.ts');
    });

  it('hears of a default that its own rule refuses', () => {
    expect(wrong((param) => param.integer('count', 0, { min: 1 }))).toEqual([
      "default of parameter count: a whole number, 1 or more, not '0'",
    ]);
  });

  it('hears of a name that is asked for twice', () => {
    expect(wrong((param) => [param.text('x', 'a'), param.integer('x', 1)])).toEqual([
      'parameter x: to be asked for once, not it again',
    ]);
  });

  it('may call a parameter what objects call their own', () => {
    const { param, check } = readParameters({ constructor: 'x' });
    expect([param.text('toString', 'a'), param.text('constructor', 'b')]).toEqual(['a', 'x']);
    check('x.ts');
  });
});
