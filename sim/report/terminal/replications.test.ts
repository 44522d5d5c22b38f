import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { precisionOf } from '../../measure/precision.ts';
import { replicateRounds } from '../../measure/replicated-round.ts';
import { type Replication, summariseReplications } from '../../measure/replications.ts';
import { addReplications, createResult } from '../../measure/result.ts';
import type { SampleEvent } from '../../measure/sample-round.ts';
import { summariseSample } from '../../measure/sample-round.ts';
import type { ExitReason, RoundSummary } from '../../measure/summary.ts';
import { replicationsCsv } from '../csv/replications-csv.ts';
import { toJson } from '../json.ts';
import { replicationsReport } from './replications.ts';

const replicationsOf = (runs: readonly (readonly RoundSummary[])[]): readonly Replication[] =>
  runs.map((rounds, index) => ({ index, seed: 1000 + index, rounds, exitReason: 'completed' }));

const resultOf = (runs: readonly (readonly RoundSummary[])[], exitReason: ExitReason = 'completed') => {
  const first = createResult({ scenario: {}, seed: 1, fingerprint: {}, rounds: runs[0] ?? [] });
  const precision = precisionOf(replicateRounds(runs), { askedRatio: 0.01, maximumCount: 200 });
  return addReplications(first, summariseReplications(replicationsOf(runs), precision), exitReason);
};

const report = (
  runs: readonly (readonly RoundSummary[])[],
  { color = false, exitReason = 'completed' as ExitReason } = {},
): string => {
  const replications = replicationsOf(runs);
  const summary = summariseReplications(replications);
  const options = { color, verdict: 'passed', notes: ['results in results/100'] } as const;
  return replicationsReport(resultOf(runs, exitReason), summary, replications, options);
};

const single = (delayMs: number) => summariseSample([{ intendedMs: 0, delayMs }], { label: 'ReqManage' });
const hundred = (extraMs: number, lost = 0) =>
  summariseSample(
    Array.from({ length: 100 }, (_, index) => ({
      intendedMs: index * 10,
      delayMs: index < lost ? undefined : 5 + index + extraMs,
      priceWei: 1_000_000_007n + BigInt(extraMs) * 10_000_000n,
    })),
    { endMs: 60_000 },
  );

describe('replicationsReport', () => {
  it('shows a table per round with mean, half of the interval and extremes, and the verdict last', () => {
    expect(report([0, 20, 10].map((ms) => [single(240 + ms), hundred(ms)]))).toBe(
      `
3 replications, one value from each; ± is half the 95 % confidence interval of the mean (Student’s t)
(a percentile’s row is over the replications’ own percentiles: transactions are never pooled)

#0 ReqManage (3 submitted in all)
Figure                  Mean   ± 95 %          Min          Max  Missing
───────────────  ───────────  ───────  ───────────  ───────────  ───────
Send rate /TPS             -        -            -            -   3 of 3
Throughput /TPS         4.00   ± 0.40         3.85         4.17        -
Latency mean /s        0.250  ± 0.025        0.240        0.260        -
Latency p50 /s         0.250  ± 0.025        0.240        0.260        -
Latency p95 /s         0.250  ± 0.025        0.240        0.260        -
Latency p99 /s         0.250  ± 0.025        0.240        0.260        -
Gas mean              45,000      ± 0       45,000       45,000        -
Fee mean         45,000 gwei  ± 0 wei  45,000 gwei  45,000 gwei        -

#1 GetMS (300 submitted in all)
Figure                  Mean         ± 95 %          Min          Max
───────────────  ───────────  ─────────────  ───────────  ───────────
Send rate /TPS        100.00         ± 0.00       100.00       100.00
Throughput /TPS        90.58         ± 2.04        89.77        91.41
Latency mean /s        0.065        ± 0.025        0.054        0.074
Latency p50 /s         0.064        ± 0.025        0.054        0.074
Latency p95 /s         0.109        ± 0.025        0.099        0.119
Latency p99 /s         0.113        ± 0.025        0.103        0.123
Gas mean              45,000            ± 0       45,000       45,000
Fee mean         49,500 gwei  ± 11,179 gwei  45,000 gwei  54,000 gwei

results in results/100
✓ passed: 3 replications, 303 submitted, 303 succeeded, 0 failed, 0 pending
`.trim(),
    );
  });

  it('counts what went wrong, says what is missing, and in how many replications something is to be warned of', () => {
    const text = report([[hundred(0)], [hundred(0, 2)], [hundred(0, 60)]]);
    expect(text).toMatch(/Pending +20\.7 +± 84\.7 +0\.0 +60\.0/);
    expect(text).toMatch(/Latency p50 \/s .* 1 of 3/);
    expect(text).toMatch(/Latency p99 \/s .* 2 of 3/);
    expect(text).not.toContain('Failed');
    expect(text).toContain('warning #0 GetMS in 2 of 3 replications: 2 still pending when the round ended');
  });

  it('has no interval for one replication, and nothing but a verdict for none', () => {
    expect(report([[hundred(0)]])).toMatch(/Latency p50 \/s +0\.054 +- +0\.054 +0\.054/);
    expect(report([], { exitReason: 'interrupted' })).toBe(
      'results in results/100\n✓ passed (incomplete): 0 replications, 0 submitted, 0 succeeded, 0 failed, 0 pending',
    );
  });

  it('coloured = plain, but for the colours; and fits into 120 columns', () => {
    const runs = [[hundred(0)], [hundred(7, 3)]];
    const coloured = report(runs, { color: true });
    expect(coloured).not.toBe(report(runs));
    expect(stripVTControlCharacters(coloured)).toBe(report(runs));
    for (const line of report(runs).split('\n')) expect(line.length).toBeLessThan(120);
  });
});

describe('replications.csv', () => {
  it('has a line per replication and round, with the columns of rounds.csv', () => {
    const text = [...replicationsCsv(replicationsOf([0, 1].map((ms) => [single(240 + ms), hundred(ms)])))];
    const [header, ...lines] = text.join('').split('\n');
    expect(header).toBe(
      'replication,seed,round,label,submitted,succeeded,failed,pending,target_rate_tps,send_rate_tps,throughput_tps,latency_min_s,latency_mean_s,latency_max_s,latency_stddev_s,latency_p50_s,latency_p90_s,latency_p95_s,latency_p99_s,gas_mean,gas_total,fee_mean_wei,warm_up_rows',
    );
    expect(lines.map((line) => line.split(',').slice(0, 6).join(','))).toEqual([
      '0,1000,0,ReqManage,1,1',
      '0,1000,1,GetMS,100,100',
      '1,1001,0,ReqManage,1,1',
      '1,1001,1,GetMS,100,100',
      '',
    ]);
    expect(lines[0]).toMatch(/,45000000315000,$/);
  });

  it('says how many rows a warm-up cut left out', () => {
    const steady = Array.from({ length: 100 }, (_, index) => ({ intendedMs: index, delayMs: 5 }));
    const late = Array.from({ length: 10 }, (_, index) => ({ intendedMs: index / 10, delayMs: 50 }));
    const cut = summariseSample(
      [...late, ...steady.map((event) => ({ ...event, intendedMs: event.intendedMs + 1 }))],
      {
        warmUp: 'mser',
      },
    );
    expect([...replicationsCsv(replicationsOf([[cut]]))].join('')).toMatch(/,10\n$/);
  });
});

describe('every output of replications', () => {
  const extremeTime = fc.constantFrom(0, 0.001, 5, 1e6, 1e12, 2 ** 50);
  const event: fc.Arbitrary<SampleEvent> = fc.record({
    intendedMs: extremeTime,
    lateMs: extremeTime,
    delayMs: fc.option(extremeTime, { nil: undefined }),
    error: fc.constantFrom(undefined, undefined, 'revert'),
    gasUsed: fc.constantFrom(0n, 21_000n, 2n ** 53n - 1n),
    priceWei: fc.constantFrom(0n, 7n, 2n ** 64n - 1n),
  });
  const run = fc.array(event, { maxLength: 6 }).map((events) => [summariseSample(events)]);

  it('holds no Infinity, NaN or undefined, whatever the rounds', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 4 }), (runs) => {
        for (const text of [report(runs), toJson(resultOf(runs)), ...replicationsCsv(replicationsOf(runs))])
          expect(text).not.toMatch(/Infinity|NaN|undefined/);
        expect(report(runs)).not.toMatch(/\de[+-]?\d/);
      }),
    );
  });
});
