/**
 * How much faster two cores run replications than one: the same run on one core with one worker and on two with two,
 * from the start of the process to the last file. The cases take turns, so that a busy machine slows all of them; what
 * they write must be the same. What the cores were really given is beside it: a machine that does something else too
 * has no second core to show.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureInChild } from './child-process.ts';
import type { ReplicationsMeasurement } from './replications-child.ts';
import type { Measure, Section } from './section.ts';
import { medianOf, ratio, renderTable, seconds, whole } from './table.ts';

const roundCount = 5;
const replicationCount = 40;
const scenario = join(import.meta.dirname, '../../scenarios/1000.ts');
const child = join(import.meta.dirname, 'replications-child.ts');

/** One, two, and on a larger machine as many as there are. */
const coreCounts = [...new Set([1, 2, availableParallelism()])].filter(
  (count) => count <= availableParallelism(),
);

interface Timing extends ReplicationsMeasurement {
  readonly result: string;
}

export const replications: Measure = async (progress) => {
  const folder = mkdtempSync(join(tmpdir(), 'perf-replications-'));
  try {
    const measured = coreCounts.map((): Timing[] => []);
    for (let round = 0; round < roundCount; round += 1)
      for (const [index, coreCount] of coreCounts.entries()) {
        progress(`round ${round + 1} of ${roundCount}: ${coreCount} at a time`);
        measured[index]?.push(await timeOn(coreCount, folder));
      }
    return section(measured);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const timeOn = async (coreCount: number, folder: string): Promise<Timing> => {
  const out = join(folder, String(coreCount));
  const counts = ['--replications', String(replicationCount), '--workers', String(coreCount)];
  const words = ['run', scenario, ...counts, '--out', out, '--quiet'];
  const measurement = await measureInChild<ReplicationsMeasurement>(child, words, process.env, coreCount);
  return { ...measurement, result: readFileSync(join(out, 'result.json'), 'utf8') };
};

const section = (measured: readonly (readonly Timing[])[]): Section => {
  const rows = measured.map((timings, index) => summarise(coreCounts[index] as number, timings));
  const [alone] = rows;
  const isSame = new Set(measured.flat().map(({ result }) => result)).size === 1;
  const table = renderTable(
    ['cores and workers', 'time', 'fastest', 'speed-up', 'processor time', 'cores given'],
    rows.map((row) => [
      whole(row.coreCount),
      seconds(row.wallMs),
      seconds(row.fastestWallMs),
      ratio((alone?.wallMs ?? Number.NaN) / row.wallMs),
      seconds(row.cpuMs),
      row.coresGiven.toFixed(2),
    ]),
  );
  return {
    title: `${replicationCount} replications of scenarios/1000.ts, medians of ${roundCount} interleaved rounds`,
    text: [
      table,
      isSame ? 'every run wrote the same result.json' : 'THE RUNS WROTE DIFFERENT RESULTS',
      'target on two cores: 1.80×',
    ].join('\n'),
    data: { rows, isSame },
  };
};

const summarise = (coreCount: number, timings: readonly Timing[]) => {
  const median = (of: (timing: Timing) => number): number => medianOf(timings.map(of));
  return {
    coreCount,
    wallMs: median(({ wallMs }) => wallMs),
    fastestWallMs: Math.min(...timings.map(({ wallMs }) => wallMs)),
    cpuMs: median(({ cpuMs }) => cpuMs),
    coresGiven: median(({ wallMs, cpuMs }) => cpuMs / wallMs),
  };
};
