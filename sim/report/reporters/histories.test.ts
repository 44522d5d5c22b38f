/** What services keep of a run: Foundry's snapshot, Bencher and github-action-benchmark. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseReplications } from '../../measure/replications.ts';
import { anyText, hostileLabel, sampleReport, sampleRound } from '../../testing/run-reports.ts';
import { bencherJson } from './bencher.ts';
import { biggerIsBetter, smallerIsBetter } from './benchmark-action.ts';
import { gasSnapshot } from './gas-snapshot.ts';
import { measuredInRun } from './run-report.ts';

/** foundry, crates/forge/src/cmd/snapshot.rs, RE_BASIC_SNAPSHOT_ENTRY, as far as it is about plain tests. */
const foundryEntry = /^(?<file>.*?):(?<sig>(\w+)\s*\((.*?)\))\s*\((gas:)?\s*(?<gas>\d+)\)$/;

const labels = fc.oneof(anyText(30), fc.constant(hostileLabel), fc.constant('x'.repeat(5000)));
const reports = fc
  .array(labels, { minLength: 1, maxLength: 4 })
  .map((all) => sampleReport(all.map((label) => sampleRound(label, 2))));

describe('gasSnapshot', () => {
  it('has a line for each label and deployment, in order', () => {
    const report = sampleReport([sampleRound('b c'), sampleRound('a'), sampleRound('a')]);
    expect(gasSnapshot([measuredInRun(report)])).toBe(
      'sample:a() (gas: 45000)\nsample:a_2() (gas: 45000)\nsample:b_c() (gas: 45000)\nsample:deploy_store() (gas: 123456)\n',
    );
  });

  it('is what Foundry reads, sorted, one name for each, whatever labels are', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const lines = gasSnapshot([measuredInRun(report)])
          .trimEnd()
          .split('\n');
        const names = lines.map((line) => foundryEntry.exec(line)?.groups?.sig);
        expect(lines).toHaveLength(report.result.rounds.length + 1);
        expect(names).not.toContain(undefined);
        expect(new Set(names).size).toBe(lines.length);
        expect(lines).toEqual(lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
      { numRuns: 10 },
    );
  });
});

describe('bencherJson', () => {
  it('has a benchmark per round and a measure per figure, with bounds where there are replications', () => {
    const rounds = [sampleRound()];
    const [first] = rounds as [(typeof rounds)[number]];
    const runs = [first, { ...first, throughputTps: 100 }].map((round, index) => ({
      ...{ index, seed: index, exitReason: 'completed' as const },
      rounds: [round],
    }));
    const single = JSON.parse(bencherJson([measuredInRun(sampleReport(rounds))]));
    expect(Object.keys(single)).toEqual(['sample/store', 'sample/GetMS']);
    expect(single['sample/GetMS']).toMatchObject({
      'latency-ms-p95': { value: 14 },
      'gas-mean': { value: 45_000 },
    });
    const report = sampleReport(rounds, { replications: summariseReplications(runs) });
    const {
      value,
      lower_value: lower,
      upper_value: upper,
    } = JSON.parse(bencherJson([measuredInRun(report)]))['sample/GetMS']['throughput-tps'];
    expect(value).toBeCloseTo((100 + (first.throughputTps ?? 0)) / 2, 9);
    expect(lower + upper).toBeCloseTo(2 * value, 9);
    expect(upper).toBeGreaterThan(lower);
  });

  it('fits the format, with no metric lost, whatever labels are', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const benchmarks = Object.entries(
          JSON.parse(bencherJson([measuredInRun(report)])) as Record<
            string,
            Record<string, { value: unknown }>
          >,
        );
        expect(benchmarks).toHaveLength(report.result.rounds.length + 1);
        for (const [name, measures] of benchmarks) {
          expect(name.length).toBeLessThanOrEqual(1024);
          for (const [measure, { value }] of Object.entries(measures)) {
            expect(measure).toMatch(/^[a-z0-9-]{1,64}$/);
            expect(Number.isFinite(value)).toBe(true);
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('smallerIsBetter and biggerIsBetter', () => {
  const namesOf = (text: string): string[] =>
    (JSON.parse(text) as { name: string }[]).map(({ name }) => name);

  it('share out what has a direction, with its unit, and leave counts alone', () => {
    const report = sampleReport([sampleRound()]);
    expect(namesOf(biggerIsBetter([measuredInRun(report)]))).toEqual([
      'sample/rounds/GetMS/sendRateTps',
      'sample/rounds/GetMS/throughputTps',
    ]);
    const smaller = JSON.parse(smallerIsBetter([measuredInRun(report)]));
    expect(smaller).toContainEqual({
      name: 'sample/rounds/GetMS/latencyMs/p95',
      unit: 'ms',
      value: 14,
      extra: 'seed 7',
    });
    expect(smaller).toContainEqual({
      name: 'sample/contracts/store/deploymentGas',
      unit: 'gas',
      value: 123_456,
      extra: 'seed 7',
    });
    expect(
      namesOf(smallerIsBetter([measuredInRun(report)])).filter((name) => /submitted|failed|count/.test(name)),
    ).toEqual([]);
  });

  it('leave out what is beyond the horizon', () => {
    const round = sampleRound();
    const beyond = { ...round, pending: 1, latencyMs: { ...round.latencyMs, p99: null } };
    const names = namesOf(smallerIsBetter([measuredInRun(sampleReport([beyond]))]));
    expect(names).toContain('sample/rounds/GetMS/latencyMs/p95');
    expect(names).not.toContain('sample/rounds/GetMS/latencyMs/p99');
  });
});
