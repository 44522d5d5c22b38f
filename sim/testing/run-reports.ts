/** Runs as reporters take them, for tests: made of rounds, as `bench run` and `bench report` make them. */
import fc from 'fast-check';
import { runReportOf } from '../cli/report/run-report.ts';
import { createResult, type RunResult } from '../measure/result.ts';
import type { SampleEvent } from '../measure/sample-round.ts';
import { summariseSample } from '../measure/sample-round.ts';
import type { RoundSummary } from '../measure/summary.ts';
import type { RunReport } from '../report/reporters/run-report.ts';
import { savedRows } from '../report/run-rows.ts';

/** Of a report that draws nothing. */
export const noRows = savedRows(() => undefined);

/** A text of a user's at its worst. */
export const hostileLabel =
  'a|b <img src=x onerror=alert(1)> "q" \'s\' \n\r\u0000\u001B[31m `c` @all #1 %0A ]]> 鍵🔑';

/** Any code units, halves of pairs included. (fast-check's unit 'binary' takes seconds to be made.) */
export const anyText = (maxLength = 60) =>
  fc.oneof(
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength })
      .map((units) => String.fromCharCode(...units)),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.constant(hostileLabel),
  );

export const sampleRound = (label = 'GetMS', events = 10, outcome = {}): RoundSummary =>
  summariseSample(
    Array.from(
      { length: events },
      (_, index): SampleEvent => ({ intendedMs: index * 10, delayMs: 5 + index, label }),
    ),
    { label, targetRateTps: 100, ...outcome },
  );

export const sampleResult = (rounds: readonly RoundSummary[], more: Partial<RunResult> = {}): RunResult => ({
  ...createResult({
    scenario: { name: 'sample', chain: { name: 'dev-2s' }, rounds: rounds.map(() => ({ tolerate: [] })) },
    seed: 7,
    fingerprint: { schemaVersion: 1, hardfork: 'osaka', compilers: ['store: solc 0.8.37'], seed: 7 },
    rounds,
    deployments: [{ name: 'store', gas: 123_456n, creationBytes: 300, deployedBytes: null }],
  }),
  ...more,
});

export const sampleReport = (rounds: readonly RoundSummary[], more: Partial<RunResult> = {}): RunReport =>
  runReportOf(sampleResult(rounds, more), noRows);
