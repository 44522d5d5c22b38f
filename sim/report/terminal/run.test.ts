import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResult } from '../../measure/result.ts';
import type { SampleEvent } from '../../measure/sample-round.ts';
import { summariseSample } from '../../measure/sample-round.ts';
import type { RoundSummary } from '../../measure/summary.ts';
import { roundsCsv, tableCsv } from '../csv/csv.ts';
import { progressLine, replicationProgressLine } from './progress.ts';
import { terminalReport } from './run.ts';

const resultOf = (rounds: readonly RoundSummary[]) =>
  createResult({ scenario: {}, seed: 1, fingerprint: {}, rounds });
const report = (rounds: readonly RoundSummary[], color = false): string =>
  terminalReport(resultOf(rounds), { color, verdict: 'passed', notes: ['results in results/100/'] });

const single = summariseSample([{ intendedMs: 0, delayMs: 240 }], { label: 'ReqMagan', targetRateTps: 1 });
const hundred = summariseSample(
  Array.from({ length: 100 }, (_, index) => ({ intendedMs: index * 10, delayMs: 5 + index })),
  { targetRateTps: 100 },
);

describe('terminalReport', () => {
  it('shows the paper’s table, what it lacks, the costs, and the verdict last', () => {
    expect(report([single, hundred])).toBe(
      `
The paper’s columns (Caliper ≤ 0.3.2: send rate N/W, throughput successes/T, delays from submission)
#  Operating  Number of  Number of  Send Rate   Maximum   Minimum   Average  Throughput
              Successes   Failures       /TPS  Delay /s  Delay /s  Delay /s   Rate /TPS
─  ─────────  ─────────  ─────────  ─────────  ────────  ────────  ────────  ──────────
0  ReqMagan           1          0        1.0      0.24      0.24      0.24         4.2
1  GetMS            100          0      101.0      0.10      0.01      0.05        91.4

Beyond the paper’s columns (send rate (N−1)/W; latency from the intended instant, pending ones infinite)
#  Operating     Target   Achieved  p50 /s  p90 /s  p95 /s  p99 /s     Std  Pending  Dropped
              Rate /TPS  Rate /TPS                                  Dev /s
─  ─────────  ─────────  ─────────  ──────  ──────  ──────  ──────  ──────  ───────  ───────
0  ReqMagan         1.0          -   0.240   0.240   0.240   0.240       -        0        0
1  GetMS          100.0      100.0   0.054   0.094   0.099   0.103   0.029        0        0

Gas and fee per operation (all that reached a block, reverted ones included; fee = gas × effective price)
#  Operation  Count     Gas     Gas     Gas        Gas          Fee          Fee          Fee          Fee
                        min    mean     max      total         mean          p50          p95        total
─  ─────────  ─────  ──────  ──────  ──────  ─────────  ───────────  ───────────  ───────────  ───────────
0  GetMS          1  45,000  45,000  45,000     45,000  45,000 gwei  45,000 gwei  45,000 gwei  45,000 gwei
1  GetMS        100  45,000  45,000  45,000  4,500,000  45,000 gwei  45,000 gwei  45,000 gwei   0.0045 ETH

results in results/100/
✓ passed: 101 submitted, 101 succeeded, 0 failed, 0 pending in 1.094 s of virtual time
`.trim(),
    );
  });

  it('says "> horizon" for a percentile that pending transactions reach', () => {
    const half = summariseSample([{ intendedMs: 0, delayMs: 100 }, { intendedMs: 1 }], { endMs: 60_000 });
    const text = report([half]);
    expect(text.match(/> horizon/g)?.length).toBe(3);
    expect(text).toContain('warning #0 GetMS: 1 still pending when the round ended, 60 s after its start');
  });

  it('keeps a user’s text on one line, and out of the terminal’s control', () => {
    const hostile = summariseSample([{ intendedMs: 0, delayMs: 1, error: 'a\u001b[2Jb\nc' }], {
      label: 'x\u0007y',
    });
    const text = report([hostile]);
    expect(text).toContain('warning #0 x y: 1 failed: a [2Jb c');
  });

  it('fits into 120 columns', () => {
    const label = 'a label that is much longer than anyone should make it';
    const lost = summariseSample([{ intendedMs: 0, delayMs: 3_600_000, label }, { intendedMs: 1 }], {
      label,
      endMs: 1e10,
    });
    for (const line of report([single, lost, hundred]).split('\n')) expect(line.length).toBeLessThan(120);
  });

  it('coloured = plain, but for the colours', () => {
    const coloured = report([single, hundred], true);
    expect(coloured).not.toBe(report([single, hundred]));
    expect(stripVTControlCharacters(coloured)).toBe(report([single, hundred]));
  });

  it('shows what each label waited where a round has several', () => {
    const classes = summariseSample([
      { intendedMs: 0, delayMs: 1_000, label: 'staff', priceWei: 2_000_000_000n },
      { intendedMs: 0, delayMs: 3_000, label: 'public' },
      { intendedMs: 0, label: 'public' },
    ]);
    expect(report([classes])).toContain(
      `
By label (latency from the intended instant, pending ones infinite)
#  Operation  Submitted  Succeeded  Failed  Pending  Replaced  Avg /s  p50 /s     p95 /s     p99 /s
─  ─────────  ─────────  ─────────  ──────  ───────  ────────  ──────  ──────  ─────────  ─────────
0  staff              1          1       0        0         0   1.000   1.000      1.000      1.000
0  public             2          1       0        1         0   3.000   3.000  > horizon  > horizon
`.trim(),
    );
  });

  it('knows a currency only by a price that was pinned, and names its source', () => {
    const prices = { currency: 'EUR', perEther: 1650, source: 'a newspaper', date: '2021-03-29' };
    const priced = createResult({ scenario: {}, seed: 1, fingerprint: {}, rounds: [single], prices });
    expect(report([single])).not.toMatch(/EUR/);
    expect(terminalReport(priced, { color: false, verdict: 'passed' })).toContain(
      `
Fee in ether and EUR (1 ether = 1650 EUR: a newspaper, 2021-03-29; pinned, not fetched)
#  Operation       ETH       ETH   EUR   EUR   EUR   EUR    EUR
                  mean       p95  mean   p50   p95   max  total
─  ─────────  ────────  ────────  ────  ────  ────  ────  ─────
0  GetMS      0.000045  0.000045  0.07  0.07  0.07  0.07   0.07
`.trim(),
    );
  });

  it('marks an interrupted run incomplete', () => {
    const interrupted = createResult({ scenario: {}, seed: 1, fingerprint: {}, rounds: [] }, 'interrupted');
    expect(terminalReport(interrupted, { color: false, verdict: 'failed' })).toBe(
      '✗ failed (incomplete): 0 submitted, 0 succeeded, 0 failed, 0 pending in 0 s of virtual time',
    );
  });
});

describe('every output', () => {
  const extremeTime = fc.constantFrom(0, 0.001, 0.004, 5, 1e6, 1e12, 2 ** 50);
  const extremeEvent: fc.Arbitrary<SampleEvent> = fc.record({
    intendedMs: extremeTime,
    lateMs: extremeTime,
    delayMs: fc.option(extremeTime, { nil: undefined }),
    error: fc.constantFrom(undefined, undefined, 'revert'),
    gasUsed: fc.constantFrom(0n, 21_000n, 2n ** 53n - 1n),
    priceWei: fc.constantFrom(0n, 7n, 2n ** 64n - 1n),
  });

  it('holds no Infinity, NaN, undefined or exponent, whatever the round', () => {
    fc.assert(
      fc.property(fc.array(extremeEvent, { maxLength: 12 }), (events) => {
        const rounds = [summariseSample(events)];
        for (const text of [report(rounds), ...roundsCsv(rounds), ...tableCsv(rounds)])
          expect(text).not.toMatch(/Infinity|NaN|undefined|\de[+-]?\d/);
      }),
    );
  });

  it('shows no zero for a delay that is not zero', () => {
    const delays = fc.integer({ min: 1, max: 100_000 }).map((us) => us / 1000);
    fc.assert(
      fc.property(fc.array(delays, { minLength: 1, maxLength: 5 }), (delaysMs) => {
        const rounds = [summariseSample(delaysMs.map((delayMs) => ({ intendedMs: 0, delayMs })))];
        const cells = [...tableCsv(rounds)].join('').split('\n')[1]?.split(',').slice(4, 7) ?? [];
        expect(cells.map(Number)).not.toContain(0);
      }),
    );
  });
});

describe('progressLine', () => {
  it('tells the round, what was sent of the plan, what ended, and the virtual time', () => {
    const state = { roundIndex: 1, roundCount: 3, label: 'GetMS', submitted: 640, planned: 1000 };
    expect(progressLine({ ...state, succeeded: 512, failed: 2, elapsedMs: 12_345 })).toBe(
      'round 2 of 3: GetMS, 640 of 1,000 sent, 512 succeeded, 2 failed, 126 in flight, 12.3 s',
    );
    expect(progressLine({ ...state, planned: undefined, succeeded: 640, failed: 0, elapsedMs: 0 })).toBe(
      'round 2 of 3: GetMS, 640 sent, 640 succeeded, 0 in flight, 0.0 s',
    );
  });
});

describe('replicationProgressLine', () => {
  it('tells how many are done, and whether there may be more of them than are planned', () => {
    const state = { doneCount: 7, plannedCount: 1000 };
    expect(replicationProgressLine({ ...state, mayGrow: false })).toBe('7 of 1,000 replications done');
    expect(replicationProgressLine({ ...state, mayGrow: true })).toBe(
      '7 of at least 1,000 replications done',
    );
  });
});
