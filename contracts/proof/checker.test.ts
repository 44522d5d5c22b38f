import { describe, expect, it } from 'vitest';
import { examine } from './checker.ts';

const verdicts = (answer: string) =>
  new Set(examine('IsolationModel.sol', 'IsolationModel', 'chc', () => answer).map(({ verdict }) => verdict));

describe('an assertion of a model', () => {
  it('is proved when the solver finds an invariant, and only then', () => {
    expect(verdicts('sat')).toEqual(new Set(['proved']));
    expect(verdicts('unsat')).toEqual(new Set(['refuted']));
    expect(verdicts('unknown')).toEqual(new Set(['undecided']));
    expect(verdicts('')).toEqual(new Set(['undecided']));
  });

  it('is named by where it stands and as it is written', () => {
    const [first] = examine('WithdrawalModel.sol', 'WithdrawalModel', 'chc', () => 'sat');
    expect(first?.place).toMatch(/^WithdrawalModel\.sol:\d+$/);
    expect(first?.assertion).toMatch(/^assert\(/);
  });
});
