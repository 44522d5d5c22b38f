import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exitCodes } from '../errors.ts';
import { worst } from './verdict.ts';

test('of several exit codes 5 goes before 3, 4 and 1, a signal before all, and 0 is left where all are well', () => {
  expect([
    worst([0]),
    worst([0, 0]),
    worst([1, 4]),
    worst([4, 3, 1]),
    worst([3, 5, 4]),
    worst([5, 130]),
  ]).toEqual([0, 0, 4, 3, 5, 130]);
});

test('their order does not matter', () => {
  const code = fc.constantFrom(...Object.values(exitCodes));
  fc.assert(
    fc.property(fc.array(code, { minLength: 1 }), (codes) => {
      expect(worst(codes.toReversed())).toBe(worst(codes));
    }),
  );
});
