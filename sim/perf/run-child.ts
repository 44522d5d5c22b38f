/** One run of the workload in a process of its own, its size from the environment: prints a `RunMeasurement`. */
import { join } from 'node:path';
import { loadProject } from '../config/project.ts';
import { loadScenario } from '../config/resolution.ts';
import { tuneHeap } from '../heap.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { run } from '../run.ts';
import { print } from './child-process.ts';

/** All but the last two are of the measured round, from its first request to its last receipt. */
export interface RunMeasurement {
  readonly transactionCount: number;
  readonly failedCount: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly setUpWallMs: number;
  readonly peakBytes: number;
}

tuneHeap();
const workload = join(import.meta.dirname, 'workload.ts');
const loaded = await loadScenario(workload, await loadProject(undefined), {});

interface Mark {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const marks: Mark[] = [];
const mark = (): void => {
  const { user, system } = process.cpuUsage();
  marks.push({ wallMs: monotonicWallMs(), cpuMs: (user + system) / 1000 });
};

const { result, failure } = await run(loaded, { verification: 'none', onStart: mark, onRound: mark });
if (failure !== undefined) throw failure;
const [begin, warm, end] = marks as [Mark, Mark, Mark];
const measured = result.rounds[1];
await print({
  transactionCount: measured?.submitted ?? 0,
  failedCount: (measured?.failed ?? 0) + (measured?.pending ?? 0),
  wallMs: end.wallMs - warm.wallMs,
  cpuMs: end.cpuMs - warm.cpuMs,
  setUpWallMs: warm.wallMs - begin.wallMs,
  peakBytes: process.resourceUsage().maxRSS * 1024,
} satisfies RunMeasurement);
