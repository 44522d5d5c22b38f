/**
 * `npm run perf:hospital -- [PROFILE]`: how long a whole day takes, with set-up, and how much memory; and what the day asks of server and chain. It
 * asserts nothing. PROFILE is one of `../hospital/profiles.ts`, `hospital` unless given; times are of this machine, now, with all else that runs on it.
 */
import { cpus } from 'node:os';
import { resolveProject } from '../../../sim/config/project.ts';
import { loadScenario } from '../../../sim/config/resolution.ts';
import { tuneHeap } from '../../../sim/heap.ts';
import { monotonicWallMs } from '../../../sim/kernel/wall-clock.ts';
import type { RecordColumns } from '../../../sim/measure/record-columns.ts';
import { run } from '../../../sim/run.ts';
import { hourMs } from '../hospital/arrivals.ts';

tuneHeap();
const [profile = 'hospital'] = process.argv.slice(2);
const startWallMs = monotonicWallMs();
const overrides = { parameters: { profile } };
const loaded = await loadScenario('scenarios/hospital.ts', resolveProject({}, 'none'), overrides);
let setUpWallMs = Number.NaN;
const { result, records, failure } = await run(loaded, {
  verification: 'none',
  onStart: ({ records: rows }) => watchFirstRow(rows),
});
if (failure !== undefined) throw failure;
const wallS = (monotonicWallMs() - startWallMs) / 1000;
const { user, system } = process.cpuUsage();
const { maxRSS } = process.resourceUsage();

const rows = records.roundRows(0);
const reads = rowsOf((label) => label === 'read');
const answered = rowsOf((label) => label === 'read' || label.startsWith('refused'));
const lines: readonly (readonly [string, string])[] = [
  ['machine', `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`],
  ['wall time', `${wallS.toFixed(1)} s, of which set-up ${(setUpWallMs / 1000).toFixed(1)} s`],
  ['processor time', `${((user + system) / 1e6).toFixed(1)} s`],
  ['peak memory', `${Math.round(maxRSS / 1024).toLocaleString('en')} MiB`],
  ['reads', `${reads.length.toLocaleString('en')}, and ${answered.length - reads.length} refused`],
  [
    'wall time per access',
    `${(((wallS - setUpWallMs / 1000) * 1000) / answered.length).toFixed(2)} ms of the day`,
  ],
  ['busiest hour, minute, second', [hourMs, 60_000, 1_000].map((ms) => most(answered, ms)).join(', ')],
  ['server’s questions to its node', `${(countOf('server asks') / answered.length).toFixed(2)} per access`],
  ...Object.entries(result.rounds[0]?.labels ?? {}).flatMap(([label]) => gasLine(label)),
];
for (const [name, value] of lines) console.log(`${name.padEnd(34)}${value}`);

/** The first measured row is the end of set-up. */
function watchFirstRow(columns: RecordColumns): void {
  const timer = setInterval(() => {
    if (columns.rowCount() === 0) return;
    setUpWallMs = monotonicWallMs() - startWallMs;
    clearInterval(timer);
  }, 100);
  timer.unref();
}

function rowsOf(isWanted: (label: string) => boolean): number[] {
  const wanted: number[] = [];
  for (let row = rows.from; row < rows.to; row += 1) if (isWanted(records.label(row))) wanted.push(row);
  return wanted;
}

function countOf(label: string): number {
  return rowsOf((other) => other === label).length;
}

/** The most of them that begin in any one of such intervals. */
function most(wanted: readonly number[], everyMs: number): string {
  const counts = new Map<number, number>();
  for (const row of wanted) {
    const interval = Math.floor(records.intendedMs(row) / everyMs);
    counts.set(interval, (counts.get(interval) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()).toLocaleString('en');
}

function gasLine(label: string): (readonly [string, string])[] {
  const included = rowsOf((other) => other === label).filter(
    (row) => records.record(row).kind === 'transaction',
  );
  if (included.length === 0) return [];
  const gas = included.reduce((sum, row) => sum + records.gasUsed(row), 0);
  const each = Math.round(gas / included.length).toLocaleString('en');
  return [
    [
      `gas, ${label}`,
      `${(gas / 1e6).toFixed(1)} million in ${included.length} (${each} each), ${(gas / reads.length).toFixed(1)} per read`,
    ],
  ];
}
