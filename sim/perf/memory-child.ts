/** `bench run` of the workload in a process of its own, files and all: prints a `MemoryMeasurement`. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../cli/main.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { print } from './child-process.ts';

export interface MemoryMeasurement {
  readonly wallMs: number;
  readonly peakBytes: number;
  /** Of transactions.csv. */
  readonly fileBytes: number;
}

const out = mkdtempSync(join(tmpdir(), 'chronobench-memory-'));
const startWallMs = monotonicWallMs();
await main(['run', join(import.meta.dirname, 'workload.ts'), '--out', out, '--quiet']);
if (process.exitCode === 0) {
  const wallMs = monotonicWallMs() - startWallMs;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  await print({
    wallMs,
    peakBytes,
    fileBytes: statSync(join(out, 'transactions.csv')).size,
  } satisfies MemoryMeasurement);
}
rmSync(out, { recursive: true });
