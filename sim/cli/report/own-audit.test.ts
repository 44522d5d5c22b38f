import { expect, test } from 'vitest';
import type { RunResult } from '../../measure/result.ts';
import { summariseSample } from '../../measure/sample-round.ts';
import { auditOwnTable } from './own-audit.ts';

const round = summariseSample([
  { intendedMs: 0, delayMs: 300 },
  { intendedMs: 10, delayMs: 500 },
]);

test('a run’s own table is possible, with successes, failures and what is pending', () => {
  const mixed = summariseSample(
    [{ intendedMs: 0, delayMs: 300 }, { intendedMs: 10, delayMs: 500, error: 'revert' }, { intendedMs: 20 }],
    { endMs: 60_000 },
  );
  expect(auditOwnTable({ rounds: [round, mixed] } as unknown as RunResult)).toEqual([]);
});

test('a row that no run can have printed is a warning that asks for a report', () => {
  const latencyFromSubmittedMs = { ...round.latencyFromSubmittedMs, mean: 900 };
  const wrong = { ...round, latencyFromSubmittedMs };
  expect(auditOwnTable({ rounds: [round, wrong] } as unknown as RunResult)).toEqual([
    expect.stringMatching(/^warning #1 .*C1.*please report it$/),
  ]);
});
