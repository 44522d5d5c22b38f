/** A day of the main net in a process of its own: prints a `DayMeasurement`. */
import { loadProject, resolveProject } from '../config/project.ts';
import { loadScenario } from '../config/resolution.ts';
import { tuneHeap } from '../heap.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import type { BackgroundTotals } from '../measure/result.ts';
import { run } from '../run.ts';
import { print } from './child-process.ts';
import { background } from './mainnet-day-load.ts';

export interface DayMeasurement {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly engineWallMs: number;
  readonly blockCount: number;
  readonly ourCount: number;
  readonly failedCount: number;
  readonly background: BackgroundTotals | undefined;
  /** Of the gas of all blocks. */
  readonly fullRatio: number;
  readonly peakBytes: number;
}

tuneHeap();
const scenario = new URL('./mainnet-day-load.ts', import.meta.url).pathname;
const { chains } = resolveProject({ chains: { day: { extends: 'mainnet', background } } }, 'mainnet-day');
const loaded = await loadScenario(scenario, { ...(await loadProject(undefined)), chains }, {});

const startMs = monotonicWallMs();
const { result, blocks, failure, engineWallMs } = await run(loaded, { verification: 'none' });
const wallMs = monotonicWallMs() - startMs;
if (failure !== undefined) throw failure;

const rows = Array.from({ length: blocks.count() }, (_, index) => blocks.row(index));
const total = (of: (row: (typeof rows)[number]) => bigint): number =>
  Number(rows.reduce((sum, row) => sum + of(row), 0n));
const [round] = result.rounds;
const { user, system } = process.cpuUsage();
await print({
  wallMs,
  cpuMs: (user + system) / 1000,
  engineWallMs,
  blockCount: rows.length,
  ourCount: round?.submitted ?? 0,
  failedCount: (round?.failed ?? 0) + (round?.pending ?? 0),
  background: result.background,
  fullRatio: total(({ gasUsed }) => gasUsed) / total(({ gasLimit }) => gasLimit),
  peakBytes: process.resourceUsage().maxRSS * 1024,
} satisfies DayMeasurement);
