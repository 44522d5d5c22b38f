/**
 * From signed bytes to recorded receipts, ours beside the others. Every system executes the same transactions in the
 * same blocks on one core; the rounds are interleaved and their order rotates, so that a change in the machine's load
 * meets all of them. Beside the time on the clock stands the processor's: on a shared machine it is the steadier one.
 * All receipts must be successes and cost the same gas in every system, or there is nothing to compare.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureInChild, pinning } from './child-process.ts';
import { createFixture } from './fixture.ts';
import { installPeers } from './peers.ts';
import type { Progress, Section } from './section.ts';
import { medianOf, ratio, renderTable, whole } from './table.ts';
import type { Measurement } from './transactions/child.ts';
import { type SystemName, systemNames, systems } from './transactions/systems.ts';

const transactionCount = 20_000;
const accountCount = 10_000;
const roundCount = 3;
const child = join(import.meta.dirname, 'transactions/child.ts');

type Measurements = ReadonlyMap<SystemName, readonly Measurement[]>;

export async function transactions(progress: Progress): Promise<Section> {
  progress('installing the peers');
  const notes = [await installPeers()].filter((failure) => failure !== undefined);
  const folder = mkdtempSync(join(tmpdir(), 'chronobench-perf-'));
  const fixtureFile = join(folder, 'fixture.json');
  progress('signing');
  writeFileSync(fixtureFile, JSON.stringify(await createFixture(transactionCount, accountCount)));
  const measured = await measureAll(fixtureFile, notes, progress);
  rmSync(folder, { recursive: true });
  return summarise(measured, notes);
}

async function measureAll(fixtureFile: string, notes: string[], progress: Progress): Promise<Measurements> {
  const measured = new Map<SystemName, Measurement[]>();
  const absent = new Set<SystemName>();
  for (let round = 0; round < roundCount; round += 1)
    for (const name of rotated(systemNames, round).filter((system) => !absent.has(system))) {
      progress(`round ${round + 1} of ${roundCount}: ${name}`);
      const count = String(transactionCount * systems[name].share);
      try {
        const measurement = await measureInChild<Measurement>(child, [name, fixtureFile, count]);
        measured.set(name, [...(measured.get(name) ?? []), measurement]);
      } catch (error) {
        absent.add(name);
        notes.push(`${name} is left out: ${(error as Error).message}`);
      }
    }
  return measured;
}

const rotated = <T>(items: readonly T[], by: number): readonly T[] => [
  ...items.slice(by % items.length),
  ...items.slice(0, by % items.length),
];

interface Row {
  readonly system: SystemName;
  readonly transactionCount: number;
  /** Medians of the rounds. */
  readonly wallTps: number;
  readonly cpuTps: number;
  readonly gasMean: number;
  readonly agrees: boolean;
}

function summarise(measured: Measurements, notes: readonly string[]): Section {
  const reference = measured.get('chronobench')?.[0]?.gasUsed ?? [];
  const rows = [...measured].map(([system, measurements]) => rowOf(system, measurements, reference));
  const ours = rows.find(({ system }) => system === 'chronobench');
  const peers = rows.filter(({ system }) => system !== 'chronobench');
  const best = peers.reduce<Row | undefined>(
    (a, b) => (a === undefined || b.wallTps > a.wallTps ? b : a),
    undefined,
  );
  const verdict =
    ours === undefined || best === undefined
      ? []
      : [
          `ours / best peer (${best.system}): ${ratio(ours.wallTps / best.wallTps)} by the clock, ${ratio(ours.cpuTps / best.cpuTps)} by processor time; target: 2×`,
        ];
  const table = renderTable(
    [
      'system',
      'transactions',
      'tx/s',
      'ours ÷ it',
      'tx/s of CPU',
      'ours ÷ it',
      'gas each',
      'same gas, all succeed',
    ],
    rows.map((row) => [
      row.system,
      whole(row.transactionCount),
      whole(row.wallTps),
      ratio((ours?.wallTps ?? Number.NaN) / row.wallTps),
      whole(row.cpuTps),
      ratio((ours?.cpuTps ?? Number.NaN) / row.cpuTps),
      row.gasMean.toFixed(2),
      row.agrees ? 'yes' : 'NO',
    ]),
  );
  return {
    title: `From signed bytes to recorded receipts, ${pinning}, median of ${roundCount} interleaved rounds`,
    text: [table, ...verdict, ...notes].join('\n'),
    data: { rows, notes },
  };
}

function rowOf(system: SystemName, measurements: readonly Measurement[], reference: readonly number[]): Row {
  const [{ transactionCount: count, gasUsed }] = measurements as [Measurement];
  const hasAgreed = ({ gasUsed: gas, failedCount }: Measurement): boolean =>
    failedCount === 0 && gas.length === count && gas.every((used, index) => used === reference[index]);
  const tps = (key: 'wallMs' | 'cpuMs') =>
    medianOf(measurements.map((measurement) => (count / measurement[key]) * 1000));
  return {
    system,
    transactionCount: count,
    wallTps: tps('wallMs'),
    cpuTps: tps('cpuMs'),
    gasMean: gasUsed.reduce((sum, gas) => sum + gas, 0) / count,
    agrees: measurements.every(hasAgreed),
  };
}
