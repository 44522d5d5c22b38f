/** Formats that other programs read: each is held to what that program's own source says of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileLabel, sampleReport, sampleRound } from '../../testing/run-reports.ts';
import { bencherJson } from './bencher.ts';
import { biggerIsBetter, smallerIsBetter } from './benchmark-action.ts';
import { gasSnapshot } from './gas-snapshot.ts';

const report = sampleReport([sampleRound('GetMS'), sampleRound('GetMS'), sampleRound(hostileLabel)]);

describe('gasSnapshot', () => {
  it('is lines of Foundry’s grammar, sorted by bytes, with no test twice, whatever the labels are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
        (labels) => {
          const lines = gasSnapshot(sampleReport(labels.map((label) => sampleRound(label, 2))))
            .trimEnd()
            .split('\n');
          for (const line of lines) expect(line).toMatch(/^[\w.-]+:\w+\(\) \(gas: \d+\)$/);
          expect(lines).toEqual([...lines].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
          expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(lines.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has the gas of each round and each deployment', () => {
    expect(gasSnapshot(sampleReport([sampleRound('GetMS')]))).toMatch(
      /^sample:GetMS\(\) \(gas: \d+\)\nsample:deploy_store\(\) \(gas: 123456\)\n$/,
    );
  });
});

describe('bencherJson', () => {
  it('is an object of benchmarks, each an object of measures with a finite value', () => {
    const document = JSON.parse(bencherJson(report)) as Record<string, Record<string, { value: unknown }>>;
    const values = Object.values(document).flatMap((measures) =>
      Object.values(measures).map(({ value }) => value),
    );
    expect(Object.keys(document).length).toBeGreaterThanOrEqual(4);
    expect(values.length).toBeGreaterThan(20);
    expect(values.every((value) => typeof value === 'number' && Number.isFinite(value))).toBe(true);
    expect(document['sample/store']?.['deployment-gas']?.value).toBe(123_456);
  });
});

describe('benchmark-action', () => {
  const entries = (text: string) => JSON.parse(text) as { name: string; unit: string; value: number }[];

  it('has gas and latency where smaller is better, rates where bigger is, and no figure in both', () => {
    const [smaller, bigger] = [entries(smallerIsBetter(report)), entries(biggerIsBetter(report))];
    expect(smaller.map(({ name }) => name)).toContain('sample/rounds/GetMS/latencyMs/p95');
    expect(smaller.map(({ name }) => name)).toContain('sample/contracts/store/deploymentGas');
    expect(bigger.map(({ name }) => name)).toContain('sample/rounds/GetMS/throughputTps');
    const both = [...smaller, ...bigger].map(({ name }) => name);
    expect(new Set(both).size).toBe(both.length);
    for (const { unit, value } of [...smaller, ...bigger]) {
      expect(unit).not.toBe('');
      expect(Number.isFinite(value)).toBe(true);
    }
  });
});
