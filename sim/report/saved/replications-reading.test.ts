import { expect, test } from 'vitest';
import { metricsOf } from '../../gate/metric.ts';
import { summariseSample } from '../../measure/sample-round.ts';
import { replicationsCsv } from '../csv/replications-csv.ts';
import { readReplications } from './replications-reading.ts';

test('what is read back are the metrics of each replication, and nothing where there were none', () => {
  const replications = [100.5, 200.25].map((delayMs, index) => ({
    index,
    seed: index,
    exitReason: 'completed' as const,
    rounds: ['get', 'get', 'set, "all"'].map((label) =>
      summariseSample(
        [
          { intendedMs: 0, delayMs },
          { intendedMs: 10, delayMs: 30 },
        ],
        { label },
      ),
    ),
  }));
  const series = readReplications([...replicationsCsv(replications)].join(''));
  const all = replications.map(metricsOf);
  expect(series.get('rounds/get#2/latencyMs/max')).toEqual([100.5, 200.25]);
  expect(series.get('rounds/set, "all"/gas/mean')).toEqual([45_000n, 45_000n]);
  expect([...series.keys()].filter((name) => !name.includes('/'))).toEqual([]);
  // The file has microseconds, and millionths per second.
  for (const [name, values] of series)
    values.forEach((value, index) => {
      expect(Number(value)).toBeCloseTo(Number(all[index]?.get(name)), 3);
    });
});
